import { findVoice, voices, type KokoroVoice, type VoiceLanguage } from './voices';

export interface BlendPart {
  readonly voice: KokoroVoice;
  /** Above 0; the weights of a blend add up to 1. */
  readonly weight: number;
}

/** One voice, or several mixed by weight. */
export interface Blend {
  readonly parts: readonly BlendPart[];
  /** The language of the first voice: it decides how the text is pronounced. */
  readonly language: VoiceLanguage;
}

export interface VoiceSyntaxError {
  /** One sentence that names the column. */
  readonly message: string;
  /** Where the fault begins, in UTF-16 units from 1. */
  readonly column: number;
  /** UTF-16 units of what is at fault; 0 where something is missing. */
  readonly length: number;
  /** Known voices that may have been meant, nearest first. */
  readonly suggestions: readonly string[];
}

export function isVoiceSyntaxError(parsed: Blend | VoiceSyntaxError): parsed is VoiceSyntaxError {
  return 'column' in parsed;
}

/**
 * Reads `name`, or `name*weight+name*weight...` with blanks allowed between the parts. A weight is a decimal number
 * above 0, up to a million, and 1 where it is left out; weights are scaled to add up to 1 and a voice named twice counts once with the
 * sum of both.
 */
export function parseVoice(text: string): Blend | VoiceSyntaxError {
  const weights = new Map<KokoroVoice, number>();
  let column = 1;
  for (const term of text.split('+')) {
    const part = parseTerm(term, column);
    if ('column' in part) return part;
    weights.set(part.voice, (weights.get(part.voice) ?? 0) + part.weight);
    column += term.length + 1;
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const parts = [...weights].map(([voice, weight]) => ({ voice, weight: weight / total }));
  const first = parts[0]?.voice;
  if (first === undefined) return fault('A voice is missing', { column: 1, length: 0 });
  if (!first.available) {
    const place = { column: text.search(/\S/) + 1, length: first.name.length };
    const hint = ': a voice of another language must come first';
    return fault(`The voice "${first.name}" speaks ${first.language.name}, which is not supported`, place, {
      hint,
    });
  }
  return { parts, language: first.language };
}

/** `column` is where the term begins in the whole text, from 1. */
function parseTerm(term: string, column: number): BlendPart | VoiceSyntaxError {
  const match = /^\s*(?<name>[^\s*]*)\s*(?:\*\s*(?<weight>\S*)\s*)?(?<rest>.*)$/ds.exec(term);
  const { name = '', weight: number, rest = '' } = match?.groups ?? {};
  const at = (group: string, { length }: string): Place => {
    return { column: column + (match?.indices?.groups?.[group]?.[0] ?? 0), length };
  };
  if (name === '') return fault('A voice is missing', at('name', ''));
  const voice = findVoice(name);
  if (voice === undefined) return unknownVoice(name, at('name', name));
  const weight = number === undefined ? 1 : /^(?:\d+\.?\d*|\.\d+)$/.test(number) ? Number(number) : NaN;
  // More weight would leave other voices none: what adds up to infinity has no shares.
  if (!(weight > 0 && weight <= MOST_WEIGHT)) {
    const found = number === '' ? 'nothing' : `"${shortened(number ?? '')}"`;
    const size = weight > MOST_WEIGHT ? 'of a million at the most' : 'above 0';
    return fault(
      `The weight of "${name}" must be a number ${size}, not ${found}`,
      at('weight', number ?? ''),
    );
  }
  if (rest !== '')
    return fault(
      `"${shortened(rest.trim())}" is not expected: join voices with "+"`,
      at('rest', rest.trimEnd()),
    );
  return { voice, weight };
}

function unknownVoice(name: string, place: Place): VoiceSyntaxError {
  const suggestions = name.length > LONGEST_NAME ? [] : suggest(name);
  const hint = suggestions.length > 0 ? `; did you mean ${suggestions.join(' or ')}` : '';
  return fault(`There is no voice "${shortened(name)}"`, place, { suggestions, hint });
}

interface Place {
  /** In UTF-16 units from 1. */
  readonly column: number;
  readonly length: number;
}

const MOST_WEIGHT = 1_000_000;

/** No voice has a longer name, nor is one that is longer a slip of the pen. */
const LONGEST_NAME = 30;

function shortened(written: string): string {
  return written.length > LONGEST_NAME ? `${written.slice(0, LONGEST_NAME)}...` : written;
}

function fault(
  what: string,
  place: Place,
  { suggestions = [], hint = '' }: { suggestions?: readonly string[]; hint?: string } = {},
): VoiceSyntaxError {
  return { message: `${what} (column ${place.column})${hint}.`, ...place, suggestions };
}

/** Up to three available voices whose name, or whose name after `af_`, is at most two edits away. */
function suggest(name: string): string[] {
  const wanted = name.toLowerCase();
  return voices
    .filter((voice) => voice.available)
    .map((voice) => ({
      name: voice.name,
      distance: Math.min(editDistance(wanted, voice.name), editDistance(wanted, voice.name.slice(3))),
    }))
    .filter(({ distance }) => distance <= 2)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map((voice) => voice.name);
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replaced = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
