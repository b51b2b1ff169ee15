import assert from 'node:assert/strict';
import {
  filesInWords,
  listInWords,
  lockedInWords,
  nameOf,
  segmentsInWords,
} from '../../../../src/vscode/keeping/deletionWords';

describe('the words of a question before something is deleted', () => {
  const named = (...headings: readonly string[]) => headings.map((heading) => ({ heading }));
  const audio = (durationSeconds: number) => ({
    audio: { path: '', durationSeconds, voice: 'draft:en-us', speed: 1, version: '' },
  });
  const image = (name: string) => ({ image: `/stories/.storyflow/media/${name}` });

  it('name segments, and text that has no heading', () => {
    assert.deepEqual(named('Night', '').map(nameOf), ['“Night”', 'the text before the first heading']);
  });

  const questions: [segments: readonly string[], kind: string | undefined, words: string][] = [
    [['Night'], undefined, '“Night”'],
    [['Night', 'Morning'], undefined, '2 segments: “Night”, “Morning”'],
    [['Night'], 'detached segment', '1 detached segment: “Night”'],
    [['Night', 'Morning'], 'detached segment', '2 detached segments: “Night”, “Morning”'],
  ];
  for (const [segments, kind, words] of questions)
    it(`count them: ${words}`, () => {
      assert.equal(segmentsInWords(named(...segments), kind), words);
    });

  it('list five names, and how many there are besides', () => {
    assert.equal(listInWords(['1', '2', '3', '4', '5']), '1, 2, 3, 4, 5');
    assert.equal(listInWords(['1', '2', '3', '4', '5', '6', '7']), '1, 2, 3, 4, 5 and 2 more');
  });

  const files: [title: string, segments: Parameters<typeof filesInWords>[0], words: string][] = [
    ['none', [{}], 'There is no audio and no image.'],
    ['the audio of one', [audio(5.24)], 'Deleted: its audio (5.2 s).'],
    ['one audio of several', [audio(5.24), {}], 'Deleted: 1 audio file (5.2 s).'],
    ['several audio files', [audio(40), audio(25)], 'Deleted: 2 audio files (1:05).'],
    ['an image', [image('sea.png')], 'Deleted: the image sea.png.'],
    ['images', [image('sea.png'), image('pier.png')], 'Deleted: the images sea.png, pier.png.'],
    ['both', [{ ...audio(1), ...image('sea.png') }], 'Deleted: its audio (1.0 s) and the image sea.png.'],
  ];
  for (const [title, segments, words] of files)
    it(`say which files go: ${title}`, () => {
      assert.equal(filesInWords(segments), words);
    });

  it('46. name what is locked', () => {
    const night = { heading: 'Night', isLocked: true };
    const morning = { heading: 'Morning', isLocked: false };
    assert.deepEqual(lockedInWords([night, morning]), ['Locked: “Night”.']);
    assert.deepEqual(lockedInWords([morning]), []);
  });
});
