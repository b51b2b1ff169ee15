import assert from 'node:assert/strict';
import {
  isSpeakable,
  tokenize,
  vocabulary,
  withPads,
} from '../../../../../src/core/speech/kokoro/vocabulary';

// The symbols that the published config.json lists, in its order: id and code point.
const published = `
1 003B  2 003A  3 002C  4 002E  5 0021  6 003F  9 2014  10 2026  11 0022  12 0028  13 0029  14 201C  15 201D
16 0020  17 0303  18 02A3  19 02A5  20 02A6  21 02A8  22 1D5D  23 AB67  24 0041  25 0049  31 004F  33 0051
35 0053  36 0054  39 0057  41 0059  42 1D4A  43 0061  44 0062  45 0063  46 0064  47 0065  48 0066  50 0068
51 0069  52 006A  53 006B  54 006C  55 006D  56 006E  57 006F  58 0070  59 0071  60 0072  61 0073  62 0074
63 0075  64 0076  65 0077  66 0078  67 0079  68 007A  69 0251  70 0250  71 0252  72 00E6  75 03B2  76 0254
77 0255  78 00E7  80 0256  81 00F0  82 02A4  83 0259  85 025A  86 025B  87 025C  90 025F  92 0261  99 0265
101 0268  102 026A  103 029D  110 026F  111 0270  112 014B  113 0273  114 0272  115 0274  116 00F8  118 0278
119 03B8  120 0153  123 0279  125 027E  126 027B  128 0281  129 027D  130 0282  131 0283  132 0288  133 02A7
135 028A  136 028B  138 028C  139 0263  140 0264  142 03C7  143 028E  147 0292  148 0294  156 02C8  157 02CC
158 02D0  162 02B0  164 02B2  169 2193  171 2192  172 2197  173 2198  177 1D7B`;

describe('the vocabulary of Kokoro v1.0', () => {
  it('is the published table of 114 symbols', () => {
    const expected = [...published.matchAll(/(\d+) ([0-9A-F]{4})/g)].map(
      ([, id, point]) => [String.fromCodePoint(parseInt(point!, 16)), Number(id)] as const,
    );
    assert.equal(expected.length, 114);
    assert.deepEqual([...vocabulary], expected);
  });

  it('gives one id per code point and reports what it does not know', () => {
    assert.deepEqual(tokenize('hˈɑ̃ “ʧ”'), { ids: [50, 156, 69, 17, 16, 14, 133, 15], unknown: [] });
    assert.deepEqual(tokenize('gɡ«g😀'), { ids: [92], unknown: ['g', '«', '😀'] });
  });

  it('puts one pad at each end', () => {
    assert.deepEqual(withPads([50, 51]), [0, 50, 51, 0]);
  });

  for (const [phonemes, speakable] of [
    ['ə', true],
    ['“ˈA!”', true],
    ['', false],
    ['. , — …', false],
    ['ˈˌː', false],
    ['(“”)', false],
  ] as const) {
    it(`finds ${JSON.stringify(phonemes)} ${speakable ? 'speakable' : 'silent'}`, () => {
      assert.equal(isSpeakable(phonemes), speakable);
    });
  }
});
