import { rule, rulesAt, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import type { NumberWords } from './numberWords';

/** `www.example.com/path`, `jo@example.org`, `@jo`, `#AmWriting`, `notes.txt`, `C:\Users`, `/usr/bin`. */
export function electronicRules({ words }: Dialect): Rule[] {
  return [
    rule(
      {
        start: 'word',
        first: ['http', 'https', 'ftp', 'file', 'www', 'HTTP', 'HTTPS', 'Http', 'Https', 'WWW', 'Www'],
        has: ':.',
      },
      String.raw`(?:(?:https?|ftp|file|HTTPS?|Https?):\/\/|(?=[wW]{3}\.))(?<address>[^\s<>"“”‘’«»|^{}\x60\\]{1,400})`,
      (part) => sayAddress(part('address'), words),
    ),
    ...rulesAt(
      [
        { start: 'word', has: '@._+-' },
        { start: 'digits', has: '@' },
      ],
      String.raw`(?<!${JOINED})(?<mail>[\p{L}\p{N}]{1,40}(?:[._+-][\p{L}\p{N}]{1,40}){0,4}@[\p{L}\p{N}-]{1,40}(?:\.[\p{L}\p{N}-]{1,40}){1,4}(?:\/[\p{L}\p{N}_./-]{1,60})?)`,
      (part) => sayAddress(part('mail'), words),
    ),
    rule(
      { start: 'word', has: '.-_' },
      String.raw`(?<!${JOINED})(?<address>(?:[\p{L}\p{N}]{1,40}[._-]){1,4}(?<=\.)(?:${DOMAINS})(?::\d{2,5})?(?![\p{L}\p{N}@])(?:[/?][^\s<>"“”‘’]{0,200})?)`,
      (part) => sayAddress(part('address'), words),
    ),
    rule(
      { start: 'word', first: ['localhost'], has: ':/' },
      String.raw`(?<address>localhost(?::\d{2,5})?(?:\/[^\s<>"“”‘’]{0,200})?)(?![\p{L}\p{N}])`,
      (part) => sayAddress(part('address'), words),
    ),
    rule(
      { start: 'number', has: '.:' },
      String.raw`(?<address>\d{1,3}(?:\.\d{1,3}){3}:\d{2,5}(?:\/[^\s<>"“”‘’]{0,200})?)(?![\p{L}\p{N}])`,
      (part) => sayAddress(part('address'), words),
    ),
    rule(
      { start: 'word', has: '._-' },
      String.raw`(?<!${JOINED})(?<file>[\p{L}\p{N}]{1,40}(?:[._-][\p{L}\p{N}]{1,40}){0,4}\.(?:${EXTENSIONS}))(?![\p{L}\p{N}@])`,
      (part) => sayAddress(part('file'), words),
    ),
    rule(
      { start: 'word', first: /^[A-Z]$/, has: ':' },
      String.raw`(?<drive>[A-Z]):(?=\\)(?<path>(?:\\[\p{L}\p{N}._-]{1,60}){1,20}\\?|\\)`,
      (part) => {
        return `${part('drive')} colon ${sayAddress(part('path'), words)}`;
      },
    ),
    rule(
      { start: 'sign', first: ['/', '~', '.'] },
      String.raw`(?<=^|[\s("“])(?<path>(?:~|\.{1,2})?(?:\/[\p{L}\p{N}._-]{1,60}){1,20}\/?)(?![\p{L}\p{N}])`,
      (part) => {
        return /\/\p{L}/u.test(part('path')) ? sayAddress(part('path'), words) : undefined;
      },
    ),
    rule(
      { start: 'sign', first: ['@'] },
      String.raw`(?<=^|[\s(“"‘'.])@(?<name>[\p{L}\p{N}_]{1,40})`,
      (part) => {
        return `at ${sayAddress(part('name'), words)}`;
      },
    ),
    rule(
      { start: 'sign', first: ['#'] },
      String.raw`(?<![\p{L}\p{N}&])#(?<tag>(?=\d{0,39}\p{L})[\p{L}\p{N}_]{1,40})`,
      (part) => {
        return `hashtag ${sayAddress(part('tag').replace(/(\p{Ll})(?=\p{Lu})|(\p{L})(?=\d)/gu, '$1$2 '), words)}`;
      },
    ),
    rule(
      { start: 'word', first: /^\p{L}$/u, has: '#+' },
      String.raw`(?<letter>[CF](?=#)|\p{L}(?=\+))(?<sign>#|\+\+)(?![\p{L}\p{N}])`,
      (part) => {
        return `${part('letter')} ${part('sign') === '#' ? 'sharp' : 'plus plus'}`;
      },
    ),
    rule(
      { start: 'sign', first: ['.'] },
      String.raw`(?<=^|[\s("“])\.(?=(?:NET|${EXTENSIONS})(?![\p{L}\p{N}]))`,
      () => 'dot ',
    ),
  ];
}

/** What an address may hold: behind it none begins. */
const JOINED = String.raw`[\p{L}\p{N}@/._+-]`;

const DOMAINS =
  'com|org|net|edu|gov|mil|info|biz|io|dev|app|ai|co\\.uk|org\\.uk|ac\\.uk|com\\.au|co\\.nz|co\\.jp|uk|de|fr|eu|ca|tv|fm|au|nz|jp|cn|ru|ch|nl|pl|se|br|mx|co|blog|cloud|online|xyz';
const EXTENSIONS =
  'txt|md|pdf|docx?|xlsx?|pptx?|csv|json|xml|ya?ml|html?|css|js|ts|py|java|cpp|rs|go|sh|exe|dll|zip|tar|gz|png|jpe?g|gif|svg|mp[34]|wav|ogg|avi|mov|epub|odt|ini|log|bat|cfg|iso|dmg|apk|bak';

const signs: Readonly<Record<string, string>> = {
  '.': 'dot',
  '@': 'at',
  '/': 'slash',
  '\\': 'backslash',
  '-': 'dash',
  _: 'underscore',
  ':': 'colon',
  '?': 'question mark',
  '=': 'equals',
  '&': 'and',
  '#': 'hash',
  '%': 'percent',
  '+': 'plus',
  '~': 'tilde',
};

/** Years are read as such, longer numbers digit by digit. */
function sayDigits(digits: string, words: NumberWords): string {
  if (/^(?:19|20)\d\d$/.test(digits)) return words.year(digits);
  return digits.length > 2 && !/^[1-9]0+$/.test(digits) ? words.digits(digits) : words.cardinal(digits);
}

/** Stops and brackets at the end belong to the sentence around it. */
function sayAddress(written: string, words: NumberWords): string | undefined {
  const [address = ''] = /^.*[^.,;:!?)'\]]/su.exec(written) ?? [];
  if (address === '') return undefined;
  const said = address.replace(/[\d]+|[^\p{L}\p{N}]/gu, (part) => {
    if (/^\d/.test(part)) return ` ${sayDigits(part, words)} `;
    return ` ${signs[part] ?? ''} `;
  });
  return said.replace(/\s+/g, ' ').trim() + written.slice(address.length);
}
