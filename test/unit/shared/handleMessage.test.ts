import assert from 'node:assert/strict';
import type { Handlers } from '../../../src/rpc/messages';
import { handleMessage, type MessageHandlers } from '../../../src/shared/handleMessage';
import type { HostMessage, PageMessage, PlayerOperations } from '../../../src/shared/playerProtocol';

describe('handleMessage', () => {
  it('hands a message to the function for its kind', () => {
    const heard: unknown[] = [];
    const handlers: MessageHandlers<HostMessage> = {
      state: ({ play }) => heard.push(['state', play]),
      control: ({ control }) => heard.push(['control', control]),
      reply: ({ id }) => heard.push(['reply', id]),
    };
    handleMessage({ kind: 'state', state: { segments: [] }, play: true }, handlers);
    handleMessage({ kind: 'control', control: 'toggle' }, handlers);
    handleMessage({ kind: 'reply', id: 3, ok: true, reply: 1 }, handlers);
    assert.deepEqual(heard, [
      ['state', true],
      ['control', 'toggle'],
      ['reply', 3],
    ]);
  });

  it('a missing handler does not compile', () => {
    const nothing = () => undefined;
    // @ts-expect-error The page has no handler for replies.
    const page: MessageHandlers<HostMessage> = { state: nothing, control: nothing };
    // @ts-expect-error The host has no handler for requests.
    const host: MessageHandlers<PageMessage> = {
      ready: nothing,
      remember: nothing,
      playhead: nothing,
      choose: nothing,
      step: nothing,
    };
    const never = () => Promise.reject(new Error('never'));
    // @ts-expect-error The host has no handler for checkAudio.
    const requests: Handlers<PlayerOperations> = {
      generateSegmentAudio: never,
      generateAllAudio: never,
      getTaskStatus: never,
      cancelTask: never,
      getSoundtrack: never,
    };
    assert.deepEqual(
      [page, host, requests].map((each) => Object.keys(each).length),
      [2, 5, 5],
    );
  });
});
