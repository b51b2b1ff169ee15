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

const MOST_CHARACTERS = 300;
const attribute = /[ \t]*([A-Za-z][\w-]*)[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'{}]+))[ \t]*/y;

/**
 * The attributes that a heading ends with, such as `{voice=am_adam speed=0.9}`; undefined where it ends with no braces.
 * Braces with anything but a voice or a speed in them are text.
 */
export function readAttributes(heading: string): HeadingAttributes | NoAttributes | undefined {
  const end = heading.trimEnd().length;
  const from = heading.lastIndexOf('{', end);
  if (from < 0 || heading.charAt(end - 1) !== '}' || end - from > MOST_CHARACTERS) return undefined;
  if (/\S/u.test(heading.charAt(from - 1))) return undefined;
  const source = { from: heading.slice(0, from).trimEnd().length, to: end };
  const entries = entriesIn(heading, { from: from + 1, to: end - 1 });
  if (!entries) return { hint: undefined };
  const unknown = entries.find(({ key }) => key !== 'voice' && key !== 'speed');
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

/** A heading's attributes as they are written: empty where there are none. */
export function writeAttributes({
  voice,
  speed,
}: {
  voice?: string | undefined;
  speed?: number | undefined;
}): string {
  const value =
    voice === undefined || /^[^\s"'{}=]+$/u.test(voice) ? voice : `"${voice.replaceAll('"', '')}"`;
  const parts = [
    ...(value === undefined ? [] : [`voice=${value}`]),
    ...(speed === undefined ? [] : [`speed=${String(speed)}`]),
  ];
  return parts.length === 0 ? '' : ` {${parts.join(' ')}}`;
}

interface Entry {
  readonly key: string;
  readonly keySource: Range;
  readonly value: string;
  readonly source: Range;
}

/** Undefined where the braces hold something else than attributes. */
function entriesIn(heading: string, { from, to }: Range): Entry[] | undefined {
  const entries: Entry[] = [];
  const text = heading.slice(0, to);
  let at = from;
  while (at < to) {
    attribute.lastIndex = at;
    const found = attribute.exec(text);
    const [all = '', key = ''] = found ?? [];
    if (!found) return undefined;
    const value = found[2] ?? found[3] ?? found[4] ?? '';
    const keyFrom = at + all.indexOf(key);
    const isQuoted = found[4] === undefined;
    const valueFrom = at + all.indexOf(value, all.indexOf('=') + (isQuoted ? 2 : 1));
    entries.push({
      key,
      keySource: { from: keyFrom, to: keyFrom + key.length },
      value,
      source: { from: valueFrom, to: valueFrom + value.length },
    });
    at += all.length;
  }
  return entries.length > 0 ? entries : undefined;
}

function readSpeed({ value, source }: Entry): {
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
