import type { Range } from '../model';

/** What stands in braces at the end of a heading. Offsets in the heading's text. */
export interface HeadingAttributes {
  /** From the white space before the braces to their end. */
  readonly source: Range;
  readonly voice?: { readonly value: string; readonly source: Range };
  readonly speed?: number;
  readonly problems: readonly {
    readonly message: string;
    readonly source: Range;
    readonly instead?: string;
  }[];
}

/** Braces that are no attributes, although they look like some. */
export interface NoAttributes {
  readonly hint: { readonly message: string; readonly source: Range } | undefined;
}

/** An attribute as it is written. Offsets in the heading's text. */
export interface WrittenAttribute {
  readonly key: string;
  readonly keySource: Range;
  readonly value: string;
  /** Of the value, without the quotes that it may have. */
  readonly source: Range;
  /** From the key to the end of the value, with its quotes. */
  readonly whole: Range;
}

/** All attributes that a heading ends with, in their order: at least one. */
export interface WrittenAttributes {
  /** From the white space before the braces to their end. */
  readonly source: Range;
  readonly entries: readonly WrittenAttribute[];
}

/** Why the text before the first heading can have no attributes, and what to do instead. */
export const NO_HEADING =
  'The text before the first heading has no heading to name a voice: name it in the front matter, or write [voice am_adam] before the text.';

const MOST_CHARACTERS = 300;
const attribute = /[ \t]*([A-Za-z][\w-]*)[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'{}]+))[ \t]*/dy;

/**
 * The attributes that a heading ends with, such as `{voice=am_adam speed=0.9}`; undefined where it ends with no braces.
 * Braces with anything but a voice or a speed in them are text.
 */
export function readAttributes(heading: string): HeadingAttributes | NoAttributes | undefined {
  const braces = bracesOf(heading);
  if (!braces) return undefined;
  const { source, entries } = braces;
  if (!entries) return { hint: undefined };
  const unknown = entries.find(isUnknown);
  if (unknown) {
    const message = `“${unknown.key}” is no attribute of a heading, so the braces belong to its name: known are voice and speed.`;
    return { hint: { message, source: unknown.keySource } };
  }
  const voice = entries.findLast(({ key }) => key === 'voice');
  const speed = entries.findLast(({ key }) => key === 'speed');
  const told = speed && readSpeed(speed);
  return {
    source,
    ...(voice && voice.value.trim() !== '' && { voice: { value: voice.value.trim(), source: voice.source } }),
    ...(told?.speed !== undefined && { speed: told.speed }),
    problems: [
      ...(told?.problem ? [told.problem] : []),
      ...(voice?.value.trim() === ''
        ? [{ message: 'The voice is missing: write voice=am_adam, or remove it.', source: voice.source }]
        : []),
    ],
  };
}

/** The same, each as it is written; undefined where the heading has none. */
export function writtenAttributes(heading: string): WrittenAttributes | undefined {
  const { source, entries } = bracesOf(heading) ?? {};
  return source && entries && !entries.some(isUnknown) ? { source, entries } : undefined;
}

function isUnknown({ key }: WrittenAttribute): boolean {
  return key !== 'voice' && key !== 'speed';
}

/** The braces that a heading ends with; without entries where they hold something else. */
function bracesOf(
  heading: string,
): { source: Range; entries: readonly WrittenAttribute[] | undefined } | undefined {
  const end = heading.trimEnd().length;
  const from = heading.lastIndexOf('{', end);
  if (from < 0 || heading.charAt(end - 1) !== '}' || end - from > MOST_CHARACTERS) return undefined;
  if (/\S/u.test(heading.charAt(from - 1))) return undefined;
  return {
    source: { from: heading.slice(0, from).trimEnd().length, to: end },
    entries: entriesIn(heading, { from: from + 1, to: end - 1 }),
  };
}

/** Undefined where the braces hold something else than attributes. */
function entriesIn(heading: string, { from, to }: Range): WrittenAttribute[] | undefined {
  const entries: WrittenAttribute[] = [];
  const text = heading.slice(0, to);
  let at = from;
  while (at < to) {
    attribute.lastIndex = at;
    const found = attribute.exec(text);
    if (!found) return undefined;
    const [, keyAt, inDoubleQuotes, inQuotes, bare] = found.indices ?? [];
    const keySource = rangeOf(keyAt);
    const source = rangeOf(inDoubleQuotes ?? inQuotes ?? bare);
    entries.push({
      key: text.slice(keySource.from, keySource.to),
      keySource,
      value: text.slice(source.from, source.to),
      source,
      whole: { from: keySource.from, to: source.to + (bare ? 0 : 1) },
    });
    at = attribute.lastIndex;
  }
  return entries.length > 0 ? entries : undefined;
}

function rangeOf([from, to]: readonly [number, number] = [0, 0]): Range {
  return { from, to };
}

function readSpeed({ value, source }: WrittenAttribute): {
  speed?: number;
  problem?: HeadingAttributes['problems'][number];
} {
  const speed = /^\d*\.?\d+$/u.test(value.trim()) ? Number(value) : NaN;
  if (!Number.isFinite(speed)) {
    return {
      problem: {
        message: `“${value}” is no speed: write a number from 0.5 to 2, such as speed=0.9.`,
        source,
      },
    };
  }
  const clamped = Math.min(2, Math.max(0.5, speed));
  if (clamped === speed) return { speed };
  const message = `The speed is a number from 0.5 to 2, so ${String(clamped)} is taken.`;
  return { speed: clamped, problem: { message, source, instead: String(clamped) } };
}
