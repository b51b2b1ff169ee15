/** How sums in one money are said. */
export interface Currency {
  readonly one: string;
  readonly many: string;
  /** Its hundredth part. Without one, decimals are said as such. */
  readonly small?: { readonly one: string; readonly many: string };
}

export const cent = { one: 'cent', many: 'cents' };
export const penny = { one: 'penny', many: 'pence' };

/** By what stands before the sum. */
export const bySign: Readonly<Record<string, Currency>> = {
  $: { one: 'dollar', many: 'dollars', small: cent },
  '£': { one: 'pound', many: 'pounds', small: penny },
  '₤': { one: 'pound', many: 'pounds', small: penny },
  '€': { one: 'euro', many: 'euros', small: cent },
  '¥': { one: 'yen', many: 'yen' },
  '₹': { one: 'rupee', many: 'rupees', small: { one: 'paisa', many: 'paise' } },
  '₩': { one: 'won', many: 'won' },
  '₽': { one: 'ruble', many: 'rubles' },
  '₺': { one: 'lira', many: 'lira' },
  '₪': { one: 'shekel', many: 'shekels' },
  '₱': { one: 'peso', many: 'pesos' },
  '฿': { one: 'baht', many: 'baht' },
  '₦': { one: 'naira', many: 'naira' },
  '₴': { one: 'hryvnia', many: 'hryvnias' },
  '₫': { one: 'dong', many: 'dong' },
  '₵': { one: 'cedi', many: 'cedis' },
  '₸': { one: 'tenge', many: 'tenge' },
  '₿': { one: 'bitcoin', many: 'bitcoin' },
};

/** What may stand right before the dollar sign. */
export const countries: Readonly<Record<string, string>> = {
  US: 'US',
  AU: 'Australian',
  A: 'Australian',
  CA: 'Canadian',
  C: 'Canadian',
  HK: 'Hong Kong',
  NZ: 'New Zealand',
  S: 'Singapore',
  NT: 'New Taiwan',
};

function dollars(country: string): Currency {
  return { one: `${country} dollar`, many: `${country} dollars`, small: cent };
}

/** By its code (ISO 4217), before or after the sum. */
export const byCode: Readonly<Record<string, Currency>> = {
  USD: dollars('US'),
  CAD: dollars('Canadian'),
  AUD: dollars('Australian'),
  NZD: dollars('New Zealand'),
  HKD: dollars('Hong Kong'),
  SGD: dollars('Singapore'),
  EUR: { one: 'euro', many: 'euros', small: cent },
  GBP: { one: 'British pound', many: 'British pounds', small: penny },
  CHF: { one: 'Swiss franc', many: 'Swiss francs', small: { one: 'centime', many: 'centimes' } },
  JPY: { one: 'yen', many: 'yen' },
  CNY: { one: 'yuan', many: 'yuan' },
  INR: { one: 'Indian rupee', many: 'Indian rupees' },
  KRW: { one: 'won', many: 'won' },
  RUB: { one: 'ruble', many: 'rubles' },
  SEK: { one: 'Swedish krona', many: 'Swedish kronor' },
  NOK: { one: 'Norwegian krone', many: 'Norwegian kroner' },
  DKK: { one: 'Danish krone', many: 'Danish kroner' },
  PLN: { one: 'zloty', many: 'zlotys' },
  BRL: { one: 'real', many: 'reais' },
  MXN: { one: 'Mexican peso', many: 'Mexican pesos' },
  ZAR: { one: 'rand', many: 'rand' },
  AED: { one: 'dirham', many: 'dirhams' },
  SAR: { one: 'Saudi riyal', many: 'Saudi riyals' },
  THB: { one: 'baht', many: 'baht' },
  CZK: { one: 'Czech koruna', many: 'Czech korunas' },
  HUF: { one: 'forint', many: 'forints' },
  ILS: { one: 'shekel', many: 'shekels' },
  TWD: dollars('New Taiwan'),
  NGN: { one: 'naira', many: 'naira' },
  UAH: { one: 'hryvnia', many: 'hryvnias' },
  BTC: { one: 'bitcoin', many: 'bitcoin' },
};
