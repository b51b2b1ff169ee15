import assert from 'node:assert/strict';
import { isSpeakable } from '../../../../../src/core/speech/text/speakable';

describe('isSpeakable', () => {
  const rows: [text: string, speakable: boolean][] = [
    ['a', true],
    ['…and', true],
    ['5', true],
    ['½', true],
    ['漢', true],
    ['वह', true],
    ['', false],
    [' \n', false],
    ['…', false],
    ['* * *', false],
    ['!?', false],
    ['$ % &', false],
    ['😀', false],
    ['\u0301', false],
  ];
  it('an emoji is where it has a name', () => {
    assert.equal(isSpeakable('— 😀', 'en-GB'), true);
    assert.equal(isSpeakable('— 😀', 'fr-FR'), false);
    assert.equal(isSpeakable('★', 'en-US'), false);
  });

  for (const [text, speakable] of rows) {
    it(`${JSON.stringify(text)} is ${speakable ? '' : 'not '}speakable`, () => {
      assert.equal(isSpeakable(text), speakable);
    });
  }
});
