const ROMAN = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;
const worths: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };

/** What a Roman numeral in capitals counts; undefined where the letters are none, as in "IIII". */
export function romanValue(numeral: string): number | undefined {
  if (numeral === '' || !ROMAN.test(numeral)) return undefined;
  let value = 0;
  for (const [index, letter] of Array.from(numeral).entries()) {
    const worth = worths[letter] ?? 0;
    const next = worths[numeral.charAt(index + 1)] ?? 0;
    value += worth < next ? -worth : worth;
  }
  return value;
}
