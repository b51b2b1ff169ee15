import assert from 'node:assert/strict';
import { StoryFlowError } from '../../../../src/core/errors';
import { newTaskState } from '../../../../src/core/tasks/taskState';
import type {
  HostMessage,
  ListedSegment,
  PageMessage,
  PlayerSegment,
  Playhead,
} from '../../../../src/shared/playerProtocol';
import type { Remembered } from '../../../../src/vscode/player/playerMemory';
import type { PlayableStory, PlayerSource } from '../../../../src/vscode/player/playerModel';
import { PlayerSession } from '../../../../src/vscode/player/playerSession';
import { memoryLog } from '../../../support/logs';
import { fakeSource, playableStory } from '../../../support/player';
import { taskStatusResponse } from '../../core/tasks/contractShapes';
import { settled } from '../../core/tasks/fakeClock';

const audio = { path: '/media/a.wav', version: '1', durationSeconds: 20 };
const threeSegments = playableStory([
  { segmentId: 'a', status: { kind: 'ready' }, audio },
  { segmentId: 'chapter', hasText: false },
  { segmentId: 'b' },
]);

const listed = { level: 2, isLocked: false };
const ready = { kind: 'ready', hasSaved: true } as const;

/** A session with a page that has not said that it is ready. */
function setUp(
  story: PlayableStory = threeSegments,
  answers: Partial<PlayerSource> = {},
  remembered: Remembered = {},
) {
  const source = fakeSource(story, answers);
  const log = memoryLog();
  const memory = {
    remembered,
    get: () => memory.remembered,
    put: (changes: Remembered) => {
      memory.remembered = { ...memory.remembered, ...changes };
    },
  };
  const playheads: (Playhead | undefined)[] = [];
  let plays = 0;
  const session = new PlayerSession({
    source,
    memory,
    log,
    onPlayhead: (playhead) => playheads.push(playhead),
    onPlay: () => plays++,
  });
  const posted: HostMessage[] = [];
  const page = {
    place: 'view' as const,
    post: (message: HostMessage) => posted.push(message),
    allow: () => true,
    uriOf: ({ path, version }: { path: string; version: string }) => `media:${path}?version=${version}`,
  };
  session.connect(page);
  const say = (message: PageMessage) => {
    session.receive(message);
  };
  /** The messages since the last call. */
  const heard = () => posted.splice(0);
  /** Of states: the segment and whether it is to be played. */
  const shown = () =>
    heard().map((message) =>
      message.kind === 'state' ? [message.state.segment?.segmentId, message.play] : message,
    );
  return { session, source, memory, playheads, plays: () => plays, log, page, say, heard, shown };
}

describe('PlayerSession', () => {
  describe('the state', () => {
    it('is told when the page is ready, and not before', () => {
      const { session, say, shown } = setUp();
      session.play('a');
      assert.deepEqual(shown(), []);
      say(ready);
      assert.deepEqual(shown(), [['a', true]]);
    });

    it('is the whole of what the page shows', () => {
      const { session, say, heard } = setUp();
      session.play('a');
      say(ready);
      const segment: PlayerSegment = {
        segmentId: 'a',
        projectId: 'p1',
        title: 'Segment a',
        storyTitle: 'The lighthouse',
        status: { kind: 'ready' },
        audio: { uri: 'media:/media/a.wav?version=1', version: '1', durationSeconds: 20 },
        hasPrevious: false,
        hasNext: true,
      };
      const segments: ListedSegment[] = [
        { ...listed, segmentId: 'a', title: 'Segment a', status: 'ready', durationSeconds: 20 },
        { ...listed, segmentId: 'b', title: 'Segment b', status: 'none' },
      ];
      assert.deepEqual(heard(), [{ kind: 'state', state: { segment, segments }, play: true }]);
    });

    it('110: names another address when the audio is another one', () => {
      const { session, source, say, heard } = setUp();
      session.play('a');
      say(ready);
      source.story = playableStory([{ segmentId: 'a', audio: { ...audio, version: '2' } }]);
      session.update();
      const uris = heard().map((each) => each.kind === 'state' && each.state.segment?.audio?.uri);
      assert.deepEqual(uris, ['media:/media/a.wav?version=1', 'media:/media/a.wav?version=2']);
    });

    it('is told again only when it is another one, or when the page is seen again', () => {
      const { session, source, say, shown } = setUp();
      say({ ...ready, segmentId: 'b' });
      session.update();
      assert.deepEqual(shown(), [['b', false]]);
      source.story = playableStory([{ segmentId: 'b', status: { kind: 'queued' } }]);
      session.update();
      session.refresh();
      assert.deepEqual(shown(), [
        ['b', false],
        ['b', false],
      ]);
    });

    it('is empty when the segment is gone, and comes back with it', () => {
      const { session, source, say, shown } = setUp();
      session.play('b');
      say(ready);
      const { story } = source;
      source.story = playableStory([]);
      session.update();
      source.story = story;
      session.update();
      assert.deepEqual(shown(), [
        ['b', true],
        [undefined, false],
        ['b', false],
      ]);
    });
  });

  describe('playing', () => {
    it('a page that is loaded anew to be allowed a file plays it when it is ready again', () => {
      const { session, page, say, shown } = setUp();
      let isAllowed = false;
      const allow = () => {
        const before = isAllowed;
        isAllowed = true;
        return before;
      };
      session.connect({ ...page, allow });
      say(ready);
      session.play('a');
      session.update();
      assert.deepEqual(shown(), [[undefined, false]]);
      say(ready);
      assert.deepEqual(shown(), [['a', true]]);
    });

    it('a page that was loaded again shows what it showed and is silent', () => {
      const { session, page, say, shown } = setUp();
      say({ ...ready, segmentId: 'a' });
      session.connect(page);
      say({ ...ready, segmentId: 'b' });
      assert.deepEqual(shown(), [
        ['a', false],
        ['a', false],
      ]);
    });

    it('the wish to play is carried out once', () => {
      const { session, page, say, shown } = setUp();
      session.play('a');
      say(ready);
      session.connect(page);
      say({ ...ready, segmentId: 'a' });
      session.update();
      assert.deepEqual(shown(), [
        ['a', true],
        ['a', false],
      ]);
    });

    it('the wish to play is forgotten when the view is closed before its page is ready', () => {
      const { session, page, say, shown } = setUp();
      session.play('a');
      session.connect(undefined);
      session.connect(page);
      say(ready);
      assert.deepEqual(shown(), [['a', false]]);
    });

    it('playing the same segment again is told although the state is the same', () => {
      const { session, say, shown } = setUp();
      session.play('a');
      say(ready);
      session.play('a');
      assert.deepEqual(shown(), [
        ['a', true],
        ['a', true],
      ]);
    });

    it('begins where it is told to', () => {
      const { session, say, heard } = setUp();
      say(ready);
      heard();
      session.play('a', 12.5);
      session.refresh();
      assert.deepEqual(
        heard().map((message) => message.kind === 'state' && [message.play, message.at]),
        [
          [true, 12.5],
          [false, undefined],
        ],
      );
    });

    for (const [segmentId, play, expected, wishes] of [
      ['b', true, [['b', true]], 1],
      ['b', false, [['b', false]], 0],
      ['gone', true, [], 0],
    ] as const) {
      it(`the list’s ${segmentId} is chosen${play ? ' and played' : ''}: ${JSON.stringify(expected)}`, () => {
        const { say, shown, plays } = setUp();
        say(ready);
        shown();
        say({ kind: 'choose', segmentId, play });
        assert.deepEqual([shown(), plays()], [expected, wishes]);
      });
    }

    it('a command is carried out by the page that is ready, and by no other', () => {
      const { session, page, say, heard } = setUp();
      session.control('toggle');
      say(ready);
      session.control('nextSentence');
      session.connect(page);
      session.control('toggle');
      assert.deepEqual(
        heard().filter(({ kind }) => kind === 'control'),
        [{ kind: 'control', control: 'nextSentence' }],
      );
    });

    for (const [from, direction, expected] of [
      ['a', 'next', [['b', true]]],
      ['b', 'previous', [['a', true]]],
      ['b', 'next', []],
      ['a', 'previous', []],
      ['chapter', 'next', [['b', true]]],
      ['gone', 'next', []],
    ] as const) {
      it(`${direction} of ${from}, over segments without text: ${JSON.stringify(expected)}`, () => {
        const { say, shown } = setUp();
        say(ready);
        shown();
        say({ kind: 'step', from, direction, play: true });
        assert.deepEqual(shown(), expected);
      });
    }

    it('a step without playing chooses only', () => {
      const { say, shown } = setUp();
      say(ready);
      say({ kind: 'step', from: 'a', direction: 'next', play: false });
      assert.deepEqual(shown(), [
        [undefined, false],
        ['b', false],
      ]);
    });
  });

  describe('the playhead', () => {
    const playhead = { segmentId: 'a', version: '1', sentence: 3, isPlaying: true };

    it('is told on, and nothing sounds when nothing is loaded or another page comes', () => {
      const { session, page, say, playheads } = setUp();
      say(ready);
      playheads.splice(0);
      say({ kind: 'playhead', playhead });
      say({ kind: 'playhead', playhead: null });
      say({ kind: 'playhead', playhead });
      session.connect(page);
      say({ kind: 'playhead', playhead });
      session.connect(undefined);
      assert.deepEqual(playheads, [playhead, undefined, playhead, undefined, playhead, undefined]);
    });
  });

  describe('what is remembered', () => {
    const story = playableStory([{ segmentId: 'a', audio }, { segmentId: 'b' }]);
    const inFile = { ...story, path: '/stories/a.story.md' };
    const told = (messages: HostMessage[]) =>
      messages.map((message) =>
        message.kind === 'state' ? [message.state.segment?.segmentId, message.saved] : message,
      );

    it('is told once to a page that has nothing', () => {
      const { session, say, heard } = setUp(inFile, {}, { saved: 'all', place: 'view', segmentId: 'b' });
      say({ kind: 'ready', hasSaved: false });
      session.refresh();
      assert.deepEqual(told(heard()), [
        ['b', 'all'],
        ['b', undefined],
      ]);
    });

    it('is not told to a page that has it', () => {
      const { say, heard } = setUp(inFile, {}, { saved: 'all', place: 'view', segmentId: 'b' });
      say({ ...ready, segmentId: 'a' });
      assert.deepEqual(told(heard()), [['a', undefined]]);
    });

    it('is told to a page that has only what was before another place', () => {
      const { session, page, say, heard } = setUp(inFile);
      session.connect({ ...page, place: 'editor' });
      say({ kind: 'ready', hasSaved: false });
      say({ kind: 'choose', segmentId: 'b', play: false });
      say({ kind: 'remember', saved: 'new' });
      session.connect(undefined);
      session.connect(page);
      heard();
      say({ ...ready, segmentId: 'a' });
      assert.deepEqual(told(heard()), [['b', 'new']]);
    });

    it('is the segment with its story, but no sample of a voice', () => {
      const { session, source, memory } = setUp(inFile);
      session.play('a');
      source.story = playableStory([{ segmentId: 'sample' }]);
      session.play('sample');
      assert.deepEqual(memory.remembered, { segmentId: 'a', storyPath: '/stories/a.story.md' });
    });

    it('lets a story be read that nobody has read yet', async () => {
      const { source, say, heard } = setUp(
        playableStory([]),
        {
          read: () => {
            source.story = inFile;
            return Promise.resolve();
          },
        },
        { segmentId: 'b', storyPath: '/stories/a.story.md' },
      );
      say({ ...ready, segmentId: 'b' });
      await settled();
      assert.deepEqual(source.asked, [['read', '/stories/a.story.md']]);
      assert.deepEqual(told(heard()), [
        [undefined, undefined],
        ['b', undefined],
      ]);
    });

    it('of a story that is gone shows nothing', async () => {
      const { say, heard, log } = setUp(playableStory([]), {}, { segmentId: 'b', storyPath: '/gone' });
      say({ kind: 'ready', hasSaved: false });
      await settled();
      assert.deepEqual(told(heard()), [[undefined, undefined]]);
      assert.equal(log.lines.length, 1);
    });
  });

  describe('requests', () => {
    const handle = { task_id: 't1', segment_id: 'b', status: 'PENDING' as const, message: 'Started' };
    const status = newTaskState('t1');
    const answers: Partial<PlayerSource> = {
      generateSegmentAudio: () => Promise.resolve(handle),
      generateAllAudio: () =>
        Promise.resolve({ message: 'None', total_segments: 0, segments_to_process: 0, skipped: 0 }),
      getTaskStatus: () => Promise.resolve(status),
      cancelTask: () => Promise.resolve(),
    };
    const ask = async (operation: string, request: unknown, given = answers) => {
      const { source, say, heard } = setUp(threeSegments, given);
      say({ kind: 'request', id: 7, operation, request });
      await settled();
      return { asked: source.asked, replies: heard() };
    };

    it('67: generateSegmentAudio calls the source once, with the segment', async () => {
      const { asked, replies } = await ask('generateSegmentAudio', { segmentId: 'b' });
      assert.deepEqual(asked, [['generateSegmentAudio', 'b']]);
      assert.deepEqual(replies, [{ kind: 'reply', id: 7, ok: true, reply: handle }]);
    });

    it('68: generateAllAudio passes its options on', async () => {
      const options = { skipLocked: false, forceRegenerate: true };
      const { asked } = await ask('generateAllAudio', { projectId: 'p1', ...options });
      assert.deepEqual(asked, [['generateAllAudio', 'p1', options]]);
    });

    it('69, 81: getTaskStatus reads only, and its reply has the shape of the contract', async () => {
      const { asked, replies } = await ask('getTaskStatus', { taskId: 't1' });
      assert.deepEqual(asked, [['getTaskStatus', 't1']]);
      const [message] = JSON.parse(JSON.stringify(replies)) as [{ reply: unknown }];
      assert.deepEqual(taskStatusResponse.parse(message.reply), status);
    });

    it('cancelTask says how', async () => {
      const { asked, replies } = await ask('cancelTask', { taskId: 't1', mode: 'now' });
      assert.deepEqual(asked, [['cancelTask', 't1', 'now']]);
      assert.deepEqual(replies, [{ kind: 'reply', id: 7, ok: true, reply: undefined }]);
    });

    it('a failure is a reply with its code', async () => {
      const { replies } = await ask(
        'getTaskStatus',
        { taskId: 't9' },
        {
          getTaskStatus: () => Promise.reject(new StoryFlowError('TaskNotFound', 'There is no task "t9".')),
        },
      );
      const error = { code: 'TaskNotFound', message: 'There is no task "t9".' };
      assert.deepEqual(replies, [{ kind: 'reply', id: 7, ok: false, error }]);
    });

    for (const [operation, request] of [
      ['generateSegmentAudio', {}],
      ['generateSegmentAudio', { segmentId: 'b', force: true }],
      ['deleteProject', { projectId: 'p1' }],
      ['toString', {}],
      ['__proto__', {}],
    ] as const) {
      it(`${operation} with ${JSON.stringify(request)} is refused, and reaches nothing`, async () => {
        const { asked, replies } = await ask(operation, request);
        assert.deepEqual(asked, []);
        assert.equal(replies.length, 1);
        const [reply] = replies;
        assert.ok(reply?.kind === 'reply' && !reply.ok);
        assert.equal(reply.error.code, 'WrongUse');
      });
    }

    it('checkAudio tells what is the matter with a segment’s file', async () => {
      const { replies } = await ask('checkAudio', { segmentId: 'b' });
      assert.deepEqual(replies, [{ kind: 'reply', id: 7, ok: true, reply: { problem: 'missing' } }]);
    });

    const soundtrack = {
      version: '1',
      durationSeconds: 20,
      peaks: [],
      sentences: [{ from: 0, text: 'One.' }],
    };
    for (const [version, expected] of [
      ['1', { ok: true, reply: soundtrack }],
      [
        '2',
        {
          ok: false,
          error: { code: 'SegmentNotFound', message: 'The segment has other audio by now.' },
        },
      ],
    ] as const) {
      it(`getSoundtrack of version ${version} is about that version or fails`, async () => {
        const { asked, replies } = await ask(
          'getSoundtrack',
          { segmentId: 'a', version },
          { getSoundtrack: () => Promise.resolve(soundtrack) },
        );
        assert.deepEqual(asked, [['getSoundtrack', 'a']]);
        assert.deepEqual(replies, [{ kind: 'reply', id: 7, ...expected }]);
      });
    }

    it('a page that took the place of the one that asked gets no reply', async () => {
      const { session, page, say, heard } = setUp(threeSegments, answers);
      say({ kind: 'request', id: 1, operation: 'getTaskStatus', request: { taskId: 't1' } });
      session.connect({ ...page });
      await settled();
      assert.deepEqual(heard(), []);
    });

    it('a message that makes no sense is logged and changes nothing', async () => {
      const { session, log, source, heard } = setUp();
      for (const message of [undefined, 'x', { kind: 'play' }, { kind: 'ready', segmentId: {} }])
        session.receive(message);
      await settled();
      assert.deepEqual([heard(), source.asked], [[], []]);
      assert.equal(log.lines.filter((line) => line.startsWith('warn: ')).length, 4);
    });
  });
});
