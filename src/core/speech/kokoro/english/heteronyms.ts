/** The words around one, in lower case; empty at the edge of a clause. */
export interface Neighbours {
  readonly before: string;
  readonly after: string;
}

interface Heteronym {
  /** As it is said where nothing tells: the first that misaki's dictionary gives. */
  readonly usual: string;
  /** After "to", "will" or "they". */
  readonly verb?: string;
  /** After "the", "his" or "of". */
  readonly noun?: string;
  /** After "had" or "was". */
  readonly past?: string;
}

/** Words of one spelling and two sounds, in American English. */
const table: Readonly<Record<string, Heteronym>> = {
  bow: { usual: 'bˈW' },
  close: { usual: 'klˈOs', verb: 'klˈOz' },
  conduct: { usual: 'kˈɑndəkt', verb: 'kəndˈʌkt' },
  conflict: { usual: 'kˈɑnflˌɪkt', verb: 'kənflˈɪkt' },
  content: { usual: 'kˈɑntˌɛnt', past: 'kəntˈɛnt' },
  contest: { usual: 'kˈɑntˌɛst', verb: 'kəntˈɛst' },
  contract: { usual: 'kˈɑntɹˌækt', verb: 'kəntɹˈækt' },
  contrast: { usual: 'kˈɑntɹˌæst', verb: 'kəntɹˈæst' },
  convert: { usual: 'kənvˈɜɹt', noun: 'kˈɑnvˌɜɹt' },
  desert: { usual: 'dˈɛzəɹt', verb: 'dəzˈɜɹt' },
  estimate: { usual: 'ˈɛstəmət', verb: 'ˈɛstəmˌAt' },
  excuse: { usual: 'ɪkskjˈuz', noun: 'ɪkskjˈus' },
  export: { usual: 'ɪkspˈɔɹt', noun: 'ˈɛkspˌɔɹt' },
  import: { usual: 'ɪmpˈɔɹt', noun: 'ˈɪmpˌɔɹt' },
  impress: { usual: 'ɪmpɹˈɛs' },
  incline: { usual: 'ɪnklˈIn', noun: 'ˈɪnklˌIn' },
  increase: { usual: 'ˈɪnkɹˌis', verb: 'ɪnkɹˈis' },
  insult: { usual: 'ɪnsˈʌlt', noun: 'ˈɪnsˌʌlt' },
  lead: { usual: 'lˈid' },
  live: { usual: 'lˈɪv' },
  lives: { usual: 'lˈɪvz', noun: 'lˈIvz' },
  minute: { usual: 'mˈɪnət' },
  object: { usual: 'ˈɑbʤəkt', verb: 'əbʤˈɛkt' },
  perfect: { usual: 'pˈɜɹfəkt', verb: 'pəɹfˈɛkt' },
  permit: { usual: 'pˈɜɹmɪt', verb: 'pəɹmˈɪt' },
  present: { usual: 'pɹˈɛzᵊnt', verb: 'pɹəzˈɛnt' },
  produce: { usual: 'pɹədˈus', noun: 'pɹˈOdˌus' },
  progress: { usual: 'pɹˈɑɡɹəs', verb: 'pɹəɡɹˈɛs' },
  project: { usual: 'pɹˈɑʤˌɛkt', verb: 'pɹəʤˈɛkt' },
  protest: { usual: 'pɹˈOtˌɛst', verb: 'pɹətˈɛst' },
  read: { usual: 'ɹˈid', past: 'ɹˈɛd' },
  rebel: { usual: 'ɹˈɛbᵊl', verb: 'ɹəbˈɛl' },
  record: { usual: 'ɹˈɛkəɹd', verb: 'ɹəkˈɔɹd' },
  refuse: { usual: 'ɹəfjˈuz', noun: 'ɹˈɛfjˌus' },
  separate: { usual: 'sˈɛpəɹət', verb: 'sˈɛpəɹˌAt' },
  sow: { usual: 'sˈO', noun: 'sˈW' },
  subject: { usual: 'sˈʌbʤəkt', verb: 'səbʤˈɛkt' },
  suspect: { usual: 'səspˈɛkt', noun: 'sˈʌspˌɛkt' },
  tear: { usual: 'tˈɛɹ', noun: 'tˈɪɹ' },
  torment: { usual: 'tˈɔɹmˌɛnt', verb: 'tɔɹmˈɛnt' },
  transfer: { usual: 'tɹˈænsfəɹ' },
  transport: { usual: 'tɹˈænspˌɔɹt', verb: 'tɹænspˈɔɹt' },
  use: { usual: 'jˈuz', noun: 'jˈus' },
  wind: { usual: 'wˈɪnd', verb: 'wˈInd' },
  wound: { usual: 'wˈund' },
};

const beforeVerb =
  /^(?:to|will|would|shall|should|can|could|may|might|must|cannot|can't|won't|don't|didn't|i|we|they|you)$/u;
const beforeNoun =
  /^(?:a|an|the|his|her|my|your|our|their|its|this|that|no|of|in|some|any|every|each|great|good|first|last|own)$/u;
/** What a verb takes: "close the door". */
const afterVerb = /^(?:the|a|an|his|her|my|your|our|their|this|that|these|those|it|him|them|me|us)$/u;
const beforePast = /^(?:have|has|had|having|was|were|is|been|be|being)$/u;

/** What the words around tell of a word in lower case with two sounds. Undefined for other words. */
export function heteronym(word: string, { before, after }: Neighbours): string | undefined {
  if (!Object.hasOwn(table, word)) return undefined;
  const { usual, verb = usual, noun = usual, past = usual } = table[word] ?? { usual: '' };
  if (beforeVerb.test(before)) return verb;
  if (beforeNoun.test(before)) return noun;
  if (beforePast.test(before)) return past;
  return afterVerb.test(after) ? verb : usual;
}
