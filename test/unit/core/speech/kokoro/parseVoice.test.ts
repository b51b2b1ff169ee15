import assert from 'node:assert/strict';
import { isVoiceSyntaxError, parseVoice } from '../../../../../src/core/speech/kokoro/parseVoice';

const good: readonly [text: string, parts: Record<string, number>, language: string][] = [
  ['af_bella', { af_bella: 1 }, 'en-US'],
  ['  bf_emma ', { bf_emma: 1 }, 'en-GB'],
  ['af_bella*3', { af_bella: 1 }, 'en-US'],
  ['af_bella+af_heart', { af_bella: 0.5, af_heart: 0.5 }, 'en-US'],
  ['af_heart*0.6+af_bella*0.4', { af_heart: 0.6, af_bella: 0.4 }, 'en-US'],
  ['af_heart * 3 + af_bella', { af_heart: 0.75, af_bella: 0.25 }, 'en-US'],
  ['af_bella*.5+am_adam*1.+af_bella*.5', { af_bella: 0.5, am_adam: 0.5 }, 'en-US'],
  ['bf_emma+af_bella', { bf_emma: 0.5, af_bella: 0.5 }, 'en-GB'],
  ['ff_siwis*0.9+jf_alpha*0.1', { ff_siwis: 0.9, jf_alpha: 0.1 }, 'fr-FR'],
];

const bad: readonly [text: string, column: number, message: RegExp, length?: number][] = [
  ['', 1, /voice is missing/],
  ['   ', 4, /voice is missing/],
  ['*2', 1, /voice is missing/],
  ['af_bella+', 10, /voice is missing/],
  ['+af_bella', 1, /voice is missing/],
  ['af_bella++af_sky', 10, /voice is missing/],
  ['af_bela', 1, /no voice "af_bela" \(column 1\); did you mean af_bella/],
  ['emma', 1, /did you mean bf_emma/],
  ['af_bella + af_hart', 12, /no voice "af_hart" \(column 12\); did you mean af_heart/],
  ['af_bella*', 10, /weight of "af_bella" must be a number above 0, not nothing/],
  ['af_bella*x', 10, /not "x"/],
  ['af_bella*0+af_sky', 10, /above 0, not "0"/],
  ['af_bella * -1', 12, /not "-1"/],
  ['af_bella*1e3', 10, /not "1e3"/],
  ['af_bella*1*2', 10, /not "1\*2"/],
  ['af_bella*0.6 af_sky', 14, /"af_sky" is not expected \(column 14\)|"af_sky" is not expected: join voices/],
  ['af_bella af_sky', 10, /"af_sky" is not expected/],
  ['af_sky+af_bella af_sky', 17, /"af_sky" is not expected/],
  [' jf_alpha', 2, /"jf_alpha" speaks Japanese, which is not supported/],
  ['zm_yunxi*0.5+af_bella', 1, /speaks Mandarin.*another language must come first/, 8],
  ['af_bella + af_hart*2', 12, /no voice "af_hart"/, 7],
  ['af_bella*1000001', 10, /a million at the most, not "1000001"/, 7],
  [
    `af_bella*${'9'.repeat(308)}+af_sky*${'9'.repeat(308)}`,
    10,
    /a million at the most, not "9{30}\.\.\."/,
    308,
  ],
  ['af_bella*Infinity', 10, /not "Infinity"/, 8],
  ['af_bella*0x1', 10, /not "0x1"/, 3],
  ['af_bella*1,5', 10, /not "1,5"/, 3],
  ['af_bella*٣', 10, /not "٣"/, 1],
  ['AF_BELLA', 1, /no voice "AF_BELLA" .*did you mean af_bella/, 8],
  ['af_bella×2', 1, /did you mean af_bella/, 10],
  ['af_bella - af_sky', 10, /"- af_sky" is not expected/, 8],
  ['af_bella(2)', 1, /no voice "af_bella\(2\)"/, 11],
  ['af_bella\n+\u{1F600}', 11, /no voice "\u{1F600}"/u, 2],
  ['__proto__', 1, /no voice "__proto__"/, 9],
  ['a'.repeat(100_000), 1, /no voice "a{30}\.\.\." \(column 1\)\.$/, 100_000],
];

describe('parseVoice', () => {
  for (const [text, parts, language] of good) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const blend = parseVoice(text);
      assert(!isVoiceSyntaxError(blend), JSON.stringify(blend));
      const weights = Object.fromEntries(blend.parts.map((part) => [part.voice.name, part.weight]));
      assert.deepEqual(Object.keys(weights), Object.keys(parts));
      for (const [name, weight] of Object.entries(parts)) assert(Math.abs(weights[name]! - weight) < 1e-12);
      assert.equal(blend.language.tag, language);
    });
  }

  for (const [text, column, message, length] of bad) {
    it(`refuses ${JSON.stringify(text.slice(0, 60))} at column ${column}`, () => {
      const fault = parseVoice(text);
      assert(isVoiceSyntaxError(fault));
      assert.equal(fault.column, column);
      if (length !== undefined) assert.equal(fault.length, length);
      assert.match(fault.message, message);
      assert.match(fault.message, new RegExp(`column ${column}\\b.*\\.$`));
    });
  }

  it('takes a megabyte of anything in a moment', () => {
    for (const unit of ['+', ' ', '*', 'a', 'af_bella+', 'af_bella*', ' af_bella', '\u{1F600}'])
      parseVoice(unit.repeat(1_000_000 / unit.length));
  }).timeout(2_000);

  it('suggests nothing for a name like no other', () => {
    const fault = parseVoice('qwertyuiop');
    assert(isVoiceSyntaxError(fault));
    assert.deepEqual(fault.suggestions, []);
    assert.equal(fault.message, 'There is no voice "qwertyuiop" (column 1).');
  });
});
