/*
 * Misaki's American dictionary writes the reduced vowels its own way: most unstressed short vowels are ə, a few
 * endings keep ɪ, endings of inflection have ᵻ, and before n and l the vowel may shrink to ᵊ. The rules below were
 * drawn from a few hundred of its entries; the bench `phonemes` tells how often they come to the same.
 */

/** One phone of ARPAbet. Vowels have a stress: 0, 1 (primary) or 2. */
interface Phone {
  readonly name: string;
  readonly stress: '' | '0' | '1' | '2';
}

const consonants: Readonly<Record<string, string>> = {
  B: 'b',
  CH: 'ʧ',
  D: 'd',
  DH: 'ð',
  F: 'f',
  G: 'ɡ',
  HH: 'h',
  JH: 'ʤ',
  K: 'k',
  L: 'l',
  M: 'm',
  N: 'n',
  NG: 'ŋ',
  P: 'p',
  R: 'ɹ',
  S: 's',
  SH: 'ʃ',
  T: 't',
  TH: 'θ',
  V: 'v',
  W: 'w',
  Y: 'j',
  Z: 'z',
  ZH: 'ʒ',
};

const vowels: Readonly<Record<string, string>> = {
  AA: 'ɑ',
  AE: 'æ',
  AH: 'ʌ',
  AO: 'ɔ',
  AW: 'W',
  AY: 'I',
  EH: 'ɛ',
  ER: 'ɜɹ',
  EY: 'A',
  IH: 'ɪ',
  IY: 'i',
  OW: 'O',
  OY: 'Y',
  UH: 'ʊ',
  UW: 'u',
};

/** Before an r of the same word these vowels are written as others. */
const beforeR: Readonly<Record<string, string>> = { IY: 'IH', AE: 'EH', EY: 'EH', OW: 'AO', UW: 'UH' };

/** Writes a pronunciation of the CMU dictionary, such as `HH AH0 L OW1`, in misaki's alphabet for American English. */
export function fromArpabet(word: string, pronunciation: string): string {
  const phones = bySpelling(withOnePrimaryStress(pronunciation.split(' ').map(phoneOf)), word);
  const symbols = phones.flatMap((phone, index) => symbolsOf(phones, index, phone, word));
  return reduce(symbols.join(''), word);
}

function phoneOf(text: string): Phone {
  const [, name = '', stress = ''] = /^([A-Z]+)([012]?)$/u.exec(text) ?? [];
  return { name, stress: stress as Phone['stress'] };
}

/** The last primary stress stays one: "thirteen" has two in the dictionary. */
function withOnePrimaryStress(phones: readonly Phone[]): readonly Phone[] {
  const last = phones.findLastIndex(({ stress }) => stress === '1');
  return phones.map((phone, index) =>
    phone.stress === '1' && index !== last ? { ...phone, stress: '2' } : phone,
  );
}

/** What the spelling tells about sounds that the dictionary and misaki's write differently. */
function bySpelling(phones: readonly Phone[], word: string): readonly Phone[] {
  return phones.map((phone, index) => {
    const { name, stress } = phone;
    const next = phones[index + 1];
    // "caught", "cough" and "cost" have the vowel of "law".
    if (name === 'AA' && /[ao]ught|aw|o(?:ugh|st|th|ss)$/u.test(word)) return { ...phone, name: 'AO' };
    if (name === 'NG' && index === 1 && /^in[cq]/u.test(word)) return { ...phone, name: 'N' };
    if (name === 'S' && /^trans/u.test(word) && index === 4 && /^[LMBDGVJ]/u.test(next?.name ?? ''))
      return { ...phone, name: 'Z' };
    // "unfinished", but not "until", "unless" and "under"
    if (
      name === 'AH' &&
      stress === '0' &&
      index === 0 &&
      /^un(?!t|less|der)/u.test(word) &&
      next?.name === 'N'
    )
      return { ...phone, stress: '2' };
    // The prefixes in- and im- have no stress right before the stressed syllable.
    if (name === 'IH' && stress === '2' && index === 0 && /^i[nm]/u.test(word)) {
      const following = phones.slice(1).find((other) => other.stress !== '');
      return following?.stress === '1' ? { ...phone, stress: '0' } : phone;
    }
    return phone;
  });
}

function symbolsOf(phones: readonly Phone[], index: number, phone: Phone, word: string): string[] {
  const next = phones[index + 1];
  const after = phones[index + 2];
  if (phone.stress === '') {
    if (phone.name === 'HH' && next?.name === 'W') return [];
    // "fire" and "hour" have a vowel before the r that ends a syllable.
    const before = phones[index - 1]?.name;
    const isCoda = phone.name === 'R' && (next === undefined || next.stress === '');
    return [isCoda && (before === 'AY' || before === 'AW') ? 'əɹ' : (consonants[phone.name] ?? '')];
  }
  const name = next?.name === 'R' ? (beforeR[phone.name] ?? phone.name) : phone.name;
  if (phone.stress === '0') return [unstressed(phones, index, name, word)];
  if (next === undefined && phone.stress === '2') {
    if (name === 'IY' || (name === 'OW' && syllablesBefore(phones, index) < 2)) return [vowels[name] ?? ''];
  }
  const mark = phone.stress === '1' ? 'ˈ' : 'ˌ';
  // A word such as "usual": the u before another vowel is ə and a w.
  if (name === 'UW' && phone.stress === '2' && after !== undefined && next?.stress === '0') return ['əw'];
  return [mark + (vowels[name] ?? '')];
}

/** Syllables between the primary stress and this phone, the stressed one included. */
function syllablesBefore(phones: readonly Phone[], index: number): number {
  const stressed = phones.findIndex(({ stress }) => stress === '1');
  return phones.slice(stressed, index).filter(({ stress }) => stress !== '').length;
}

function unstressed(phones: readonly Phone[], index: number, name: string, word: string): string {
  const next = phones[index + 1];
  const after = phones[index + 2];
  switch (name) {
    case 'AH':
    case 'IH':
      return weakVowel(phones, index, name, word);
    case 'ER':
      return 'əɹ';
    case 'UW':
      if (next?.stress === '0') return 'əw';
      return phones[index - 1]?.name === 'Y' && next && after && after.stress !== '' ? 'ə' : 'u';
    case 'IY':
      // "receive": a prefix, where the vowel is not at the end of a syllable of its own.
      return /^(?:re|de|be|pre)/u.test(word) && index <= 2 && next?.stress === '' ? 'ə' : 'i';
    case 'EH':
      if (index === 0 && /^e[nm]/u.test(word) && (next?.name === 'N' || next?.name === 'M')) return 'ɪ';
      // "object", "whenever"
      if (next?.name === 'K' && /ects?$/u.test(word)) return 'ə';
      return /^(?:whe|them)/u.test(word) ? 'ə' : 'ɛ';
    case 'AA':
      return next === undefined ? 'ə' : 'ɑ';
    default:
      return vowels[name] ?? '';
  }
}

/** Which of ə, ɪ and ᵻ an unstressed AH or IH is. */
function weakVowel(phones: readonly Phone[], index: number, name: string, word: string): string {
  const rest = phones
    .slice(index + 1)
    .map((phone) => phone.name)
    .join(' ');
  if (rest.startsWith('NG')) return 'ɪ';
  if (index === 0 && name === 'IH') {
    if (/^(?:N|M)\b/u.test(rest) || /^(?:K S|G Z)\b/u.test(rest)) return 'ɪ';
    return 'ə';
  }
  if (/^K(?: S)?$/u.test(rest) && /i[ck]s?$/u.test(word)) return 'ɪ';
  if (rest === 'P' && /ship$/u.test(word) && word !== 'worship') return 'ˌɪ';
  if (/^SH(?: T)?$/u.test(rest) || /^JH(?: D| IH Z| AH Z)?$/u.test(rest)) return 'ɪ';
  if (/^V(?: Z| N AH S)?$/u.test(rest) && /ive(?:s|ness)?$/u.test(word)) return 'ɪ';
  if (/^S T(?: S)?$/u.test(rest) && /ists?$/u.test(word)) return 'ɪ';
  if (
    /^S T$/u.test(rest) &&
    /(?:[^aeiou]|i)est$/u.test(word) &&
    !/^(?:for|hon|mod|earn|harv|temp|inter)/u.test(word)
  )
    return 'ᵻ';
  if (rest === 'Z' && /es$|'s$/u.test(word)) return 'ᵻ';
  if (rest === 'D' && /[td]ed$/u.test(word)) return 'ᵻ';
  return 'ə';
}

const vowel = 'AIOWYiuæɑəɛɪɔʊʌᵊᵻɜ';

/**
 * Writes what espeak-ng says of a word in lower case as misaki's dictionary would, which has most such words though
 * the CMU dictionary has not. Names stay as espeak-ng says them.
 */
export function likeDictionary(phonemes: string, word: string): string {
  const weak = phonemes
    .replaceAll('əɹɹ', 'əɹ')
    .replace(/ᵻ(?!d$|z$|st$)/gu, 'ə')
    .replace(/(?<![ˈˌ])ɪ(?!ŋ|[kʃvʤ]$|k?s$|st$|st?s$)(?!(?<=^ɪ)(?:[nm]|ks|ɡz))/gu, 'ə');
  return reduce(weak, word);
}

/** Lets weak vowels before n and l shrink, and a t become a tap, as neighbouring symbols and the spelling ask for. */
function reduce(symbols: string, word: string): string {
  return (
    symbols
      // "often": the vowel before n shrinks behind these; behind t and after a vowel or r, t and n meet.
      .replace(
        new RegExp(`(?<=[${vowel}ɹ])tən(?![ts])(?=$|ɪŋ|[^${vowel}ˈˌ])`, 'gu'),
        /t[eo]n/u.test(word) ? 'tn' : 'tᵊn',
      )
      .replace(new RegExp(`(?<=[tdszʧvfðθ]|(?<!ɪ)ʒ)ən(?=$|[^${vowel}ˈˌ])`, 'gu'), 'ᵊn')
      .replace(new RegExp(`(?<=[szʃʒpvft])ən(?=ɪŋ|əb|əl$)`, 'gu'), 'ᵊn')
      .replace(new RegExp(`(?<=ʤ)ən(?=$|[^${vowel}ˈˌ])`, 'gu'), /ine/u.test(word) ? 'ən' : 'ᵊn')
      // "little", "trial"
      .replace(new RegExp(`(?<=[^ɹwjəi${vowel}ˈˌ]|[ˈˌ][IWuiA])əl(?=$|[^${vowel}ˈˌ])`, 'gu'), 'ᵊl')
      .replace(/(?<=ʃ)ən(?=əli$)/gu, 'ᵊn')
      .replace(/(?<=[kptdbnɡmvfsz])əl(?=i$|ɪŋ$|əɹ$)/gu, /ily$/u.test(word) ? 'əl' : 'ᵊl')
      // A t between a vowel or r and an unstressed vowel is a tap.
      .replace(new RegExp(`(?<=[${vowel}ɹ])t(?=[${vowel}])(?!ᵊn|ən[${vowel}])`, 'gu'), 'T')
  );
}
