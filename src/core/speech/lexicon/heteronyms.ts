import { speaks } from './entry';

/** One of the ways in which a word is said that is written alike. */
export interface Reading {
  /** What the word means then. */
  readonly meaning: string;
  readonly phonemes: string;
}

type Row = readonly [
  words: string,
  ...readings: readonly [meaning: string, american: string, british: string][],
];

/** English words that are said otherwise when they mean something else, in misaki's alphabet, by dictionaries of both dialects. */
const table: readonly Row[] = [
  ['bass', ['a fish', 'bˈæs', 'bˈas'], ['a deep voice', 'bˈAs', 'bˈAs']],
  ['bow', ['a weapon, a ribbon', 'bˈO', 'bˈQ'], ['to bend; of a ship', 'bˈW', 'bˈW']],
  ['bows', ['weapons, ribbons', 'bˈOz', 'bˈQz'], ['bends; of ships', 'bˈWz', 'bˈWz']],
  ['close', ['near', 'klˈOs', 'klˈQs'], ['to shut', 'klˈOz', 'klˈQz']],
  ['conduct', ['behavior', 'kˈɑndˌʌkt', 'kˈɒndʌkt'], ['to lead', 'kəndˈʌkt', 'kəndˈʌkt']],
  ['content', ['what is inside', 'kˈɑntˌɛnt', 'kˈɒntɛnt'], ['pleased', 'kəntˈɛnt', 'kəntˈɛnt']],
  ['contract', ['an agreement', 'kˈɑntɹˌækt', 'kˈɒntɹakt'], ['to shrink', 'kəntɹˈækt', 'kəntɹˈakt']],
  ['desert', ['dry land', 'dˈɛzəɹt', 'dˈɛzət'], ['to abandon', 'dəzˈɜɹt', 'dɪzˈɜːt']],
  ['dove', ['a bird', 'dˈʌv', 'dˈʌv'], ['went under', 'dˈOv', 'dˈQv']],
  ['excuse', ['a reason', 'ɪkskjˈus', 'ɪkskjˈuːs'], ['to forgive', 'ɪkskjˈuz', 'ɪkskjˈuːz']],
  ['house', ['a building', 'hˈWs', 'hˈWs'], ['to shelter', 'hˈWz', 'hˈWz']],
  ['lead', ['to guide', 'lˈid', 'lˈiːd'], ['the metal', 'lˈɛd', 'lˈɛd']],
  ['live', ['to be alive', 'lˈɪv', 'lˈɪv'], ['alive; not recorded', 'lˈIv', 'lˈIv']],
  ['lives', ['is alive', 'lˈɪvz', 'lˈɪvz'], ['more than one life', 'lˈIvz', 'lˈIvz']],
  ['minute', ['sixty seconds', 'mˈɪnət', 'mˈɪnɪt'], ['tiny', 'mInˈut', 'mInjˈuːt']],
  ['object', ['a thing', 'ˈɑbʤɛkt', 'ˈɒbʤɛkt'], ['to disagree', 'əbʤˈɛkt', 'əbʤˈɛkt']],
  ['permit', ['a paper', 'pˈɜɹmɪt', 'pˈɜːmɪt'], ['to allow', 'pəɹmˈɪt', 'pəmˈɪt']],
  ['polish', ['to make shine', 'pˈɑlɪʃ', 'pˈɒlɪʃ'], ['of Poland', 'pˈOlɪʃ', 'pˈQlɪʃ']],
  ['present', ['a gift; now', 'pɹˈɛzᵊnt', 'pɹˈɛzᵊnt'], ['to show', 'pɹəzˈɛnt', 'pɹɪzˈɛnt']],
  ['produce', ['fruit and vegetables', 'pɹˈOdus', 'pɹˈɒdjuːs'], ['to make', 'pɹədˈus', 'pɹədjˈuːs']],
  ['project', ['a plan', 'pɹˈɑʤˌɛkt', 'pɹˈɒʤɛkt'], ['to throw, to stick out', 'pɹəʤˈɛkt', 'pɹəʤˈɛkt']],
  ['read', ['now', 'ɹˈid', 'ɹˈiːd'], ['in the past', 'ɹˈɛd', 'ɹˈɛd']],
  ['rebel', ['a person', 'ɹˈɛbᵊl', 'ɹˈɛbᵊl'], ['to rise up', 'ɹəbˈɛl', 'ɹɪbˈɛl']],
  ['record', ['what is written or played', 'ɹˈɛkəɹd', 'ɹˈɛkɔːd'], ['to write down', 'ɹəkˈɔɹd', 'ɹɪkˈɔːd']],
  ['refuse', ['to say no', 'ɹəfjˈuz', 'ɹɪfjˈuːz'], ['rubbish', 'ɹˈɛfjˌus', 'ɹˈɛfjuːs']],
  ['row', ['a line; with oars', 'ɹˈO', 'ɹˈQ'], ['a quarrel', 'ɹˈW', 'ɹˈW']],
  ['sow', ['to plant', 'sˈO', 'sˈQ'], ['a pig', 'sˈW', 'sˈW']],
  ['tear', ['from the eye', 'tˈɪɹ', 'tˈɪə'], ['to rip', 'tˈɛɹ', 'tˈɛː']],
  ['tears', ['from the eyes', 'tˈɪɹz', 'tˈɪəz'], ['rips', 'tˈɛɹz', 'tˈɛːz']],
  ['use', ['to make use', 'jˈuz', 'jˈuːz'], ['a purpose', 'jˈus', 'jˈuːs']],
  ['wind', ['moving air', 'wˈɪnd', 'wˈɪnd'], ['to turn', 'wˈInd', 'wˈInd']],
  ['winds', ['moving air', 'wˈɪndz', 'wˈɪndz'], ['turns', 'wˈIndz', 'wˈIndz']],
  ['wound', ['an injury', 'wˈund', 'wˈuːnd'], ['turned', 'wˈWnd', 'wˈWnd']],
];

const byWord = new Map(table.map(([word, ...readings]) => [word, readings]));

/** The words of the table. */
export const heteronyms: readonly string[] = [...byWord.keys()];

/** The ways in which an English word can be said, in the dialect of a BCP 47 tag; empty for a word with one. */
export function readingsOf(word: string, language: string): Reading[] {
  if (!speaks(language, 'en')) return [];
  const isBritish = speaks(language, 'en-GB');
  return (byWord.get(word.toLowerCase()) ?? []).map(([meaning, american, british]) => {
    return { meaning, phonemes: isBritish ? british : american };
  });
}
