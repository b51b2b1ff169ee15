import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { sampleNames } from './sampleListings';

// Everything that means something in Markdown somewhere, and white space of many kinds.
const pieces = [
  ...'# ¦## ¦#¦> ¦>¦- ¦-¦--¦---¦- - -¦+ ¦* ¦*¦**¦***¦_¦__¦___¦=¦===¦~¦~~¦~~~¦`¦``¦```¦1. ¦12) ¦1986.'.split(
    '¦',
  ),
  ...'    ¦\t¦\n¦\n\n¦\r\n¦\r¦ ¦  \n¦\\¦\\\n¦\\*¦|¦a | b¦-|-\n¦|:--|--:|¦:¦[ ] ¦[x] ¦[a]¦[a]: /x¦[a](b "c")'.split(
    '¦',
  ),
  ...'![d](e)¦[¦]¦](¦(¦)¦!¦[^1]¦[^1]: ¦[^2]¦<¦>¦<b>¦</b>¦<br>¦<div>¦<p>¦<!-- c -->¦<!--¦-->¦<?¦?>¦<!A¦<![CDATA['.split(
    '¦',
  ),
  ...'<script>¦</script>¦<http://x.y>¦<1@x.y>¦&amp;¦&#65;¦&#x41;¦&¦;¦...¦.¦,¦"¦\'¦a¦B¦word¦é¦漢字¦😀¦1¦{¦}¦@¦$¦^'.split(
    '¦',
  ),
  ...'\0¦\u00A0¦\u2028¦\f¦\u200B¦\uFEFF¦\uD83D¦\uDE00¦https://x.y/a_b_c'.split('¦'),
];

/** Texts that are full of what Markdown reads as marks, and any other text, with line ends of all kinds. */
export const markedText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 15 }).map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

/** A plain text as it is spoken: on one line, without what a parser leaves out. */
export function spoken(text: string): string {
  return text.replaceAll('\0', '').replace(/\s+/gu, ' ').trim().toWellFormed();
}

/** The stories in samples/. */
export function sampleTexts(): string[] {
  return sampleNames.map((name) => readFileSync(join('samples', `${name}.story.md`), 'utf8'));
}
