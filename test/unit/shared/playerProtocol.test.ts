import assert from 'node:assert/strict';
import { pageMessage, playerOperations, type PageMessage } from '../../../src/shared/playerProtocol';

/** What crosses to the other end is copied, as JSON can be. */
const copied = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** One of each kind: a kind that is missing here does not compile. */
const messages: { [K in PageMessage['kind']]: Extract<PageMessage, { kind: K }>[] } = {
  ready: [
    { kind: 'ready', hasSaved: false },
    { kind: 'ready', segmentId: 's1', hasSaved: true },
  ],
  remember: [{ kind: 'remember', saved: '{}' }],
  playhead: [
    { kind: 'playhead', playhead: null },
    { kind: 'playhead', playhead: { segmentId: 's1', version: '1', isPlaying: false } },
    { kind: 'playhead', playhead: { segmentId: 's1', version: '1', sentence: 3, isPlaying: true } },
  ],
  choose: [{ kind: 'choose', segmentId: 's1', play: true }],
  step: [
    { kind: 'step', from: 's1', direction: 'next', play: true },
    { kind: 'step', from: 's1', direction: 'previous', play: false },
  ],
  request: [{ kind: 'request', id: 1, operation: 'getTaskStatus', request: { taskId: 't1' } }],
};

const requests: { [O in keyof typeof playerOperations]: unknown } = {
  generateSegmentAudio: { segmentId: 's1' },
  generateAllAudio: { projectId: 'p1', skipLocked: true, forceRegenerate: false },
  getTaskStatus: { taskId: 't1' },
  cancelTask: { taskId: 't1', mode: 'graceful' },
  checkAudio: { segmentId: 's1' },
  getSoundtrack: { segmentId: 's1', version: '1' },
};

describe('playerProtocol', () => {
  for (const message of Object.values(messages).flat()) {
    it(`takes ${JSON.stringify(message)}`, () => {
      assert.deepEqual(pageMessage.parse(copied(message)), message);
    });
  }

  for (const message of [
    undefined,
    null,
    'ready',
    42,
    [],
    {},
    { kind: 'constructor' },
    { kind: '__proto__' },
    { kind: 'ready' },
    { kind: 'ready', hasSaved: true, segmentId: 7 },
    { kind: 'ready', hasSaved: true, segmentId: '' },
    { kind: 'ready', hasSaved: true, segmentId: 'x'.repeat(201) },
    { kind: 'ready', hasSaved: true, more: 1 },
    { kind: 'remember', saved: {} },
    { kind: 'remember', saved: 'x'.repeat(200_001) },
    { kind: 'playhead' },
    { kind: 'playhead', playhead: { segmentId: 's1', version: '1' } },
    { kind: 'playhead', playhead: { segmentId: 's1', version: '1', sentence: -1, isPlaying: true } },
    { kind: 'choose', segmentId: '', play: true },
    { kind: 'choose', segmentId: 's1' },
    { kind: 'step', from: 's1', direction: 'sideways', play: true },
    { kind: 'step', from: 's1', direction: 'next', play: 'yes' },
    { kind: 'step', direction: 'next', play: true },
    { kind: 'request', operation: 'getTaskStatus', request: {} },
    { kind: 'request', id: 1.5, operation: 'getTaskStatus', request: {} },
    { kind: 'request', id: 1, operation: ['getTaskStatus'], request: {} },
    { kind: 'request', id: 1, operation: 'getTaskStatus', request: {}, more: 1 },
    // What only the host says.
    { kind: 'state', state: {}, play: true },
    { kind: 'control', control: 'toggle' },
    { kind: 'reply', id: 1, ok: true, reply: {} },
  ]) {
    it(`refuses ${message === undefined ? 'nothing' : JSON.stringify(message).slice(0, 80)}`, () => {
      assert.equal(pageMessage.safeParse(message).success, false);
    });
  }

  for (const [operation, request] of Object.entries(requests)) {
    const { request: schema } = playerOperations[operation as keyof typeof playerOperations];
    it(`${operation}: takes its request and no other`, () => {
      assert.deepEqual(schema.parse(copied(request)), request);
      for (const hostile of [undefined, null, 'text', [], {}, { ...(request as object), more: 1 }]) {
        assert.equal(schema.safeParse(hostile).success, false, JSON.stringify(hostile));
      }
      for (const key of Object.keys(request as object)) {
        const wrong = { ...(request as object), [key]: { $gt: '' } };
        assert.equal(schema.safeParse(wrong).success, false, key);
      }
    });
  }
});
