/** A word as espeak-ng gets it, and where it stands in the text (UTF-16 offsets). */
export interface TextWord {
  readonly kind: 'word';
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Whether white space stands before it. */
  readonly spaced: boolean;
}

/** A punctuation mark of the model's vocabulary. */
export interface TextMark {
  readonly kind: 'mark';
  readonly symbol: string;
  readonly spaced: boolean;
}

export type TextItem = TextWord | TextMark;

/** Marks of other scripts and habits, and how the model's vocabulary writes them. Empty: not written. */
const marks: Readonly<Record<string, string>> = {
  '«': '“',
  '»': '”',
  '„': '“',
  '‟': '“',
  '「': '“',
  '」': '”',
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '（': '(',
  '）': ')',
  '–': '—',
  '―': '—',
  '、': ',',
  '，': ',',
  '。': '.',
  '．': '.',
  '！': '!',
  '？': '?',
  '：': ':',
  '；': ';',
  '।': '.',
  '॥': '.',
  '¡': '',
  '¿': '',
};

const blanks = String.raw`\s\p{Cc}\u200B\u2060\uFEFF`;
const punctuation = `;:,.!?—…"()“”${Object.keys(marks).join('').replace(']', '\\]')}`;

/** Where a comma, colon or full stop is part of a word and not of the sentence. */
const inner = [
  // "1,000", "12:34", "3.14"
  String.raw`(?<=\p{N})[.,:](?=\p{N})`,
  // "U.S.A", "p.m" and "example.org", but not "end.Next" where a blank was forgotten
  String.raw`(?<=\p{L})\.(?=\p{Ll}|\p{L}(?!\p{Ll}))`,
  // the last one of "5 p.m. on Monday"
  String.raw`(?<=\.\p{L}{1,2})\.(?=[,;:]|\s+\p{Ll})`,
].join('|');

const item = new RegExp(
  [
    `(?<blank>[${blanks}]+)`,
    String.raw`(?<ellipsis>\.{2,}|…[.…]*)`,
    String.raw`(?<dash>-{2,}|(?<!\S)-(?!\S))`,
    `(?<mark>[${punctuation}])`,
    `(?<word>(?:${inner}|(?!--)[^${blanks}${punctuation}])+)`,
  ].join('|'),
  'gu',
);

/**
 * Cuts a text into the words that are spoken and the punctuation that the model knows. Straight double quotes are
 * opened or closed by what stands around them; what espeak-ng would only name ("asterisk") is left out.
 */
export function readText(text: string): TextItem[] {
  const items: TextItem[] = [];
  let spaced = false;
  for (const match of text.matchAll(item)) {
    const { blank, ellipsis, dash, mark, word } = match.groups ?? {};
    if (blank !== undefined) {
      spaced = true;
      continue;
    }
    const from = match.index;
    if (word === undefined) {
      const symbol = ellipsis ? '…' : dash ? '—' : markSymbol(mark ?? '', text, from);
      const last = items.at(-1);
      const repeated = last?.kind === 'mark' && last.symbol === symbol && !spaced;
      if (symbol === '' || repeated) continue;
      items.push({ kind: 'mark', symbol, spaced });
    } else {
      const spoken = spokenForm(word);
      if (spoken === '') continue;
      items.push({ kind: 'word', text: spoken, from, to: from + word.length, spaced });
    }
    spaced = false;
  }
  return items;
}

function markSymbol(mark: string, text: string, at: number): string {
  if (mark !== '"') return marks[mark] ?? mark;
  const opens = /(?:^|[\s([{—–-])$/u.test(text.slice(0, at)) && /^\S/u.test(text.slice(at + 1));
  return opens ? '“' : '”';
}

/** Without quotes and hyphens at its edges; empty when nothing of it can be spoken. */
function spokenForm(word: string): string {
  const plain = word
    .normalize('NFC')
    .replace(/[\u00AD]/gu, '')
    .replace(/[‘’ʼ]/gu, "'")
    .replace(/^[-']+(?!\p{N})|^'+|[-']+$/gu, '');
  return /[\p{L}\p{N}\p{Sc}%&+=@°§]/u.test(plain) ? plain : '';
}
