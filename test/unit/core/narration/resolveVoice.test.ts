import assert from 'node:assert/strict';
import { resolveVoice, type VoiceSources } from '../../../../src/core/narration/resolveVoice';

describe('resolveVoice', () => {
  const table: [
    what: string,
    VoiceSources,
    hasModel: boolean,
    voice: string,
    isNamed: boolean,
    problems: number,
  ][] = [
    ['nothing is named, the model is there', {}, true, 'af_bella', false, 0],
    ['nothing is named, no model', {}, false, 'draft:en-us', false, 0],
    ['another language than Kokoro’s default voice speaks', { language: 'de' }, true, 'draft:de', false, 0],
    ['another English', { language: 'en-GB' }, true, 'af_bella', false, 0],
    ['a voice that is named, without its model', { setting: 'af_heart' }, false, 'af_heart', true, 0],
    ['a blend', { frontMatter: 'af_heart*0.6+af_bella*0.4' }, true, 'af_heart*0.6+af_bella*0.4', true, 0],
    [
      'front matter goes before settings',
      { frontMatter: 'draft:fr', setting: 'af_heart' },
      true,
      'draft:fr',
      true,
      0,
    ],
    [
      'an argument goes before front matter',
      { argument: 'bf_emma', frontMatter: 'draft:fr' },
      true,
      'bf_emma',
      true,
      0,
    ],
    [
      'an unknown voice in front matter',
      { frontMatter: 'bella', setting: 'af_heart' },
      true,
      'af_heart',
      true,
      1,
    ],
    [
      'unknown voices everywhere',
      { frontMatter: 'bella', setting: 'draft:xx' },
      false,
      'draft:en-us',
      false,
      2,
    ],
    ['blank ones', { argument: ' ', frontMatter: '', setting: ' ' }, true, 'af_bella', false, 0],
  ];
  for (const [what, sources, hasModel, voice, isNamed, problems] of table) {
    it(`12, D-28: ${what}`, () => {
      const found = resolveVoice(sources, hasModel);
      assert.deepEqual([found.voice, found.isNamed, found.problems.length], [voice, isNamed, problems]);
    });
  }

  it('D-28: an unknown voice as an argument is wrong use', () => {
    assert.throws(() => resolveVoice({ argument: 'bella', setting: 'af_heart' }, true), {
      code: 'InvalidVoice',
      status: 400,
      message: /^The voice “bella” cannot be used: /u,
    });
  });
});
