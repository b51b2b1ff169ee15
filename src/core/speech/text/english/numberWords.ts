/** How whole numbers are said in one kind of English. Numbers come as digits without separators. */
export interface NumberWords {
  /** `one hundred five`; digit by digit with a leading zero or above 10^15. */
  readonly cardinal: (digits: string) => string;
  /** The same for a number that is certain to count: up to 10^36 in words. */
  readonly count: (digits: string) => string;
  /** `one hundred fifth` */
  readonly ordinal: (digits: string) => string;
  /** `nineteen oh five`; of four digits. */
  readonly year: (digits: string) => string;
  /** `two twenty-one`, `ten oh five`: as houses, flights and rooms are called. Other than 3 or 4 digits are counted. */
  readonly label: (digits: string) => string;
  /** `zero zero seven` */
  readonly digits: (digits: string) => string;
}

/** `and` says "one hundred and five", as outside North America. */
export function numberWords({ and }: { readonly and: boolean }): NumberWords {
  const cardinal = (text: string): string => {
    if (/^0\d/.test(text) || (text.length > 15 && !/^10{15}$/.test(text))) return spellDigits(text);
    return words(text, and);
  };
  const inPairs = (text: string): string => {
    const first = words(text.slice(0, -2), and);
    const rest = Number(text.slice(-2));
    if (rest === 0) return `${first} hundred`;
    return rest < 10 ? `${first} oh ${belowHundred(rest)}` : `${first} ${belowHundred(rest)}`;
  };
  return {
    cardinal,
    count: (text) => words(text, and),
    ordinal: (text) => toOrdinal(cardinal(text)),
    year: (text) => (/^.00/.test(text) ? cardinal(text) : inPairs(text)),
    label: (text) => (/^[1-9](?!000)\d{2,3}$/.test(text) ? inPairs(text) : cardinal(text)),
    digits: spellDigits,
  };
}

/** More than one of what is said so: `nineties`, `sixes`. */
export function pluralOf(said: string): string {
  if (said.endsWith('y')) return `${said.slice(0, -1)}ies`;
  return said.endsWith('x') || said.endsWith('s') ? `${said}es` : `${said}s`;
}

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
/** Of groups of three digits, from the last. */
const scales = [
  ...['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion', 'quintillion'],
  ...['sextillion', 'septillion', 'octillion', 'nonillion', 'decillion'],
];

function words(digits: string, and: boolean): string {
  // Nearly all numbers are that small.
  if (digits.length <= 3) return belowThousand(Number(digits), and);
  const groups: number[] = [];
  for (let end = digits.length; end > 0; end -= 3)
    groups.push(Number(digits.slice(Math.max(0, end - 3), end)));
  if (groups.length > scales.length) return spellDigits(digits);
  const parts = groups.flatMap((group, index) =>
    group === 0 ? [] : [[belowThousand(group, and), scales[index]].filter(Boolean).join(' ')],
  );
  const [last = 0] = groups;
  if (and && parts.length > 1 && last > 0 && last < 100) parts.splice(1, 0, 'and');
  return parts.reverse().join(' ') || 'zero';
}

function belowThousand(number: number, and: boolean): string {
  if (number < 100) return belowHundred(number);
  const hundreds = `${ones[Math.floor(number / 100)] ?? ''} hundred`;
  const rest = number % 100;
  return rest === 0 ? hundreds : `${hundreds} ${and ? 'and ' : ''}${belowHundred(rest)}`;
}

function belowHundred(number: number): string {
  const small = ones[number];
  if (small !== undefined) return small;
  const ten = tens[Math.floor(number / 10)] ?? '';
  return number % 10 === 0 ? ten : `${ten}-${ones[number % 10] ?? ''}`;
}

function spellDigits(text: string): string {
  return Array.from(text, (digit) => ones[Number(digit)] ?? '').join(' ');
}

const irregularOrdinals: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function toOrdinal(cardinal: string): string {
  return cardinal.replace(/[a-z]+$/, (last) => irregularOrdinals[last] ?? `${last.replace(/y$/, 'ie')}th`);
}
