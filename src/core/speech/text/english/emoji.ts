import byEmoji from 'unicode-emoji-json/data-by-emoji.json';
import { EMOJI } from '../../../emoji';
import { rule, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';

/** `😀` as "grinning face": one name for however many of one kind stand in a row. */
export function emojiRules({ words }: Dialect): Rule[] {
  const some = String.raw`(?<emoji>${EMOJI})(?: ?\k<emoji>)*(?! ?\k<emoji>)`;
  const where = {
    start: 'sign',
    first: /^[\p{Emoji_Presentation}\p{Extended_Pictographic}\p{RI}]/u,
  } as const;
  return [
    rule(where, `${some}(?=${NEXT})`, (part) => spaced(nameOf(part('emoji')), ' ')),
    rule(where, some, (part) => spaced(nameOf(part('emoji')), '')),
    rule({ start: 'number', has: '\u20e3' }, String.raw`(?<key>\d)\ufe0f?\u20e3`, (part) =>
      words.cardinal(part('key')),
    ),
  ];
}

/** What would grow together with the name. */
const NEXT = String.raw`[\p{L}\p{N}(“"]|${EMOJI}`;

function spaced(name: string | undefined, end: string): string | undefined {
  return name && ` ${name}${end}`;
}

/** Names from Unicode's emoji-test.txt. */
const names: Readonly<Record<string, { readonly name: string } | undefined>> = byEmoji;

/** Skin tones are not said. What is joined and has no name of its own is called by its first part. */
function nameOf(emoji: string): string | undefined {
  const plain = emoji.replace(/\p{EMod}/gu, '');
  const [first = ''] = plain.split('\u200d', 1);
  const found = [plain, `${plain}\ufe0f`, plain.replaceAll('\ufe0f', ''), first, `${first}\ufe0f`].find(
    (form) => names[form],
  );
  const name = found === undefined ? undefined : names[found]?.name;
  return name
    ?.replace(/^flag (?=United|Bahamas|Maldives|Netherlands|Philippines)/, 'flag of the ')
    .replace(/^flag (?!of)/, 'flag of ')
    .replace(/^[123](?:st|nd|rd)(?= )/, (place) => PLACES[Number(place.charAt(0)) - 1] ?? place)
    .replace(/[“”]/g, '');
}

const PLACES = ['first', 'second', 'third'];
