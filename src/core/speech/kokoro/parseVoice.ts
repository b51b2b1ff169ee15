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
  /** Known voices that may have been meant, nearest first. */
  readonly suggestions: readonly string[];
}

export function isVoiceSyntaxError(parsed: Blend | VoiceSyntaxError): parsed is VoiceSyntaxError {
  return 'column' in parsed;
}

/**
 * Reads `name`, or `name*weight+name*weight...` with blanks allowed between the parts. A weight is a decimal number
 * above 0 and 1 where it is left out; weights are scaled to add up to 1 and a voice named twice counts once with the
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
  if (first === undefined) return fault('A voice is missing', 1);
  if (!first.available) {
    const startsAt = text.search(/\S/) + 1;
    return fault(`The voice "${first.name}" speaks ${first.language.name}, which is not supported`, startsAt);
  }
  return { parts, language: first.language };
}

/** The blend as `parseVoice` reads it, in one form: names alone where there is one, else every weight. */
export function formatVoice({ parts }: Blend): string {
  if (parts.length === 1) return parts.map(({ voice }) => voice.name).join();
  return parts.map(({ voice, weight }) => `${voice.name}*${Number(weight.toFixed(4))}`).join('+');
}

/** `column` is where the term begins in the whole text, from 1. */
function parseTerm(term: string, column: number): BlendPart | VoiceSyntaxError {
  const match = /^\s*(?<name>[^\s*]*)\s*(?:\*\s*(?<weight>\S*)\s*)?(?<rest>.*)$/ds.exec(term);
  const { name = '', weight: number, rest = '' } = match?.groups ?? {};
  const at = (group: string): number => column + (match?.indices?.groups?.[group]?.[0] ?? 0);
  if (name === '') return fault('A voice is missing', at('name'));
  const voice = findVoice(name);
  if (voice === undefined) return unknownVoice(name, at('name'));
  const weight = number === undefined ? 1 : /^(?:\d+\.?\d*|\.\d+)$/.test(number) ? Number(number) : NaN;
  if (!(weight > 0 && weight < Infinity)) {
    const found = number === '' ? 'nothing' : `"${number ?? ''}"`;
    return fault(`The weight of "${name}" must be a number above 0, not ${found}`, at('weight'));
  }
  if (rest !== '') return fault(`"${rest.trim()}" is not expected: join voices with "+"`, at('rest'));
  return { voice, weight };
}

function unknownVoice(name: string, column: number): VoiceSyntaxError {
  const suggestions = suggest(name);
  const hint = suggestions.length > 0 ? `; did you mean ${suggestions.join(' or ')}` : '';
  return fault(`There is no voice "${name}"`, column, suggestions, hint);
}

function fault(
  what: string,
  column: number,
  suggestions: readonly string[] = [],
  hint = '',
): VoiceSyntaxError {
  return { message: `${what} (column ${column})${hint}.`, column, suggestions };
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
