/** The months, January first. */
export const months =
  'January February March April May June July August September October November December'.split(' ');

/** As they are written in full; in lower case only where they are no other word. */
export const fullMonths: readonly string[] = [
  ...months,
  ...months.filter((month) => month !== 'March' && month !== 'May').map((month) => month.toLowerCase()),
  ...months.map((month) => month.toUpperCase()),
];

/** How the months are shortened. */
export const shortMonths: Readonly<Record<string, string>> = Object.fromEntries(
  ['Jan', 'Feb', 'Mar', 'Apr', 'Jun', 'Jul', 'Aug', 'Sep', 'Sept', 'Oct', 'Nov', 'Dec'].flatMap((short) => {
    const full = months.find((month) => month.startsWith(short)) ?? short;
    // "mar" is a word.
    const forms = [short, short.toUpperCase(), ...(short === 'Mar' ? [] : [short.toLowerCase()])];
    return forms.map((form): [string, string] => [form, full]);
  }),
);

/** All ways in which a month is written, without a full stop. */
export const monthForms: readonly string[] = [...fullMonths, ...Object.keys(shortMonths)];

/** The month's name, as written where that is in full. */
export function monthOf(form: string): string {
  return shortMonths[form] ?? form;
}
