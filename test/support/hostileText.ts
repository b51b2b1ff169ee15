import fc from 'fast-check';

const PIECES = [
  ...'# ¦## ¦###### a¦#¦=¦===¦-¦---¦```¦~~~¦`¦<!--¦-->¦--!>¦<script>¦</script>¦<pre>¦<?¦?>¦<!A¦>¦<![CDATA[¦]]>'.split(
    '¦',
  ),
  ...'<div>¦</div>¦<b>¦<br />¦\\¦\\\\¦prompt:¦Prompt :¦<!-- prompt: x -->¦<!--\\prompt:¦- ¦1. ¦2. ¦> ¦|¦|-|'.split(
    '¦',
  ),
  ...'[a]: /x¦[^1]: ¦[a]¦Text:¦Prompt:¦&gt;¦&amp;¦&¦*¦_¦~~¦"¦!¦[¦]¦(¦)¦a¦b c¦é¦😀¦\u2028¦\u00A0¦\t'.split(
    '¦',
  ),
  ...['\n', '\n', '\n', '\n\n', ' ', '  ', '    '],
];

/** Texts made of marks that Markdown, HTML and imports know, with `\n` as line end and no white space around them. */
export const hostileText = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 30 })
  .map((pieces) => pieces.join('').trim());
