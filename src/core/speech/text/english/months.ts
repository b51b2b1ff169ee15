/** The months, January first. */
export const months =
  'January February March April May June July August September October November December'.split(' ');

/** As they are written in full; in lower case only where they are no other word. */
export const fullMonths: readonly string[] = [
  ...months,
  ...months.filter((month) => month !== 'March' && month !== 'May').map((month) => month.toLowerCase()),
];

/** How the months are shortened. */
export const shortMonths: Readonly<Record<string, string>> = {
  Jan: 'January',
  Feb: 'February',
  Mar: 'March',
  Apr: 'April',
  Jun: 'June',
  Jul: 'July',
  Aug: 'August',
  Sep: 'September',
  Sept: 'September',
  Oct: 'October',
  Nov: 'November',
  Dec: 'December',
};

/** All ways in which a month is written, without a full stop. */
export const monthForms: readonly string[] = [...fullMonths, ...Object.keys(shortMonths)];
