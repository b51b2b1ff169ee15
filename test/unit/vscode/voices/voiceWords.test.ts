import assert from 'node:assert/strict';
import type { VoiceView } from '../../../../src/studio/protocol';
import { describeVoice, voiceGroups } from '../../../../src/vscode/voices/voiceWords';

const american: VoiceView = {
  voice: 'af_bella',
  engine: 'kokoro',
  language: 'en-US',
  languageName: 'American English',
  gender: 'female',
  grade: 'A-',
  isAvailable: true,
};
const spanish: VoiceView = {
  voice: 'em_alex',
  engine: 'kokoro',
  language: 'es-ES',
  languageName: 'Spanish',
  gender: 'male',
  missing: 'voices/em_alex.bin is missing.',
  isAvailable: true,
};
const japanese: VoiceView = {
  ...american,
  voice: 'jf_alpha',
  languageName: 'Japanese',
  missing: 'Not available.',
  isAvailable: false,
};
const draft: VoiceView = {
  voice: 'draft:de',
  engine: 'draft',
  language: 'de',
  languageName: 'German',
  isAvailable: true,
};

describe('a voice in words', () => {
  for (const [voice, words] of [
    [american, 'American English · female · grade A-, very good'],
    [{ ...american, grade: 'F+' }, 'American English · female · grade F+, very poor'],
    [spanish, 'Spanish · male'],
    [draft, 'German'],
  ] as const)
    it(words, () => {
      assert.equal(describeVoice(voice), words);
    });
});

describe('the list of voices', () => {
  it('has those that can speak first, by language, and those that never can last', () => {
    const groups = voiceGroups(
      [
        japanese,
        spanish,
        american,
        { ...american, voice: 'af_heart' },
        draft,
        { ...spanish, missing: undefined },
      ],
      {
        drafts: 'Draft voices',
        filesMissing: (language) => `${language}, files missing`,
        unavailable: (language) => `${language}, not available`,
      },
    );
    assert.deepEqual(
      groups.map(({ title, voices }) => [title, voices.map(({ voice }) => voice)]),
      [
        ['Kokoro · American English', ['af_bella', 'af_heart']],
        ['Kokoro · Spanish', ['em_alex']],
        ['Draft voices', ['draft:de']],
        ['Spanish, files missing', ['em_alex']],
        ['Japanese, not available', ['jf_alpha']],
      ],
    );
  });
});
