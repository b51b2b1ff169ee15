import assert from 'node:assert/strict';
import { resolveVoice } from '../../../../src/core/narration/resolveVoice';
import { voiceSuggestions } from '../../../../src/vscode/editor/voiceSuggestions';

describe('voices that may have been meant', () => {
  const voices: [
    title: string,
    frontMatter: string,
    written: string | undefined,
    first: string | undefined,
  ][] = [
    ['one letter is wrong', 'af_hart', 'af_hart', 'af_heart'],
    ['a part of a blend is wrong', 'af_bella*0.4+af_hart*0.6', 'af_hart', 'af_heart'],
    ['a draft voice is wrong', 'draft:en-uss', 'draft:en-uss', 'draft:en-us'],
    ['nothing is near', 'somebody-else', undefined, undefined],
    ['only the weight is wrong', 'af_bella*x', undefined, undefined],
  ];
  for (const [title, frontMatter, written, first] of voices)
    it(title, () => {
      const [problem = ''] = resolveVoice({ frontMatter }, false).problems;
      assert.notEqual(problem, '');
      const suggestions = voiceSuggestions(problem);
      assert.equal(suggestions?.written, written);
      assert.equal(suggestions?.meant[0], first);
    });

  it('every suggestion is a voice', () => {
    const [problem = ''] = resolveVoice({ frontMatter: 'draft:enn' }, false).problems;
    const { meant } = voiceSuggestions(problem) ?? { meant: [] };
    assert(meant.length > 1);
    for (const frontMatter of meant) assert.deepEqual(resolveVoice({ frontMatter }, false).problems, []);
  });
});
