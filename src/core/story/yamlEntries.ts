import type { Document, ParsedNode } from 'yaml';
import { isAlias, isMap, isScalar, parseDocument } from 'yaml';
import type { Range } from '../model';

/** The value of a top-level key of a YAML mapping. */
export interface YamlEntry {
  /** A scalar's value; for a list or a mapping something that is no scalar. */
  readonly value: unknown;
  /** A scalar as it is written, without quotes. */
  readonly written: string | undefined;
  readonly source: Range;
}

/** Why a text is of no use as a whole: the rest of the sentence that begins with its name. */
export interface YamlProblem {
  readonly reason: string;
  readonly source: Range;
}

/** The top-level entries that have a value, by key. Offsets are those of `yaml`. Never throws. */
export function yamlEntries(yaml: string): ReadonlyMap<string, YamlEntry> | YamlProblem {
  const whole = { from: 0, to: yaml.length };
  if (isTooMuch(yaml)) return { reason: 'is too long or too deeply nested; shorten it', source: whole };
  const document = parseDocument(yaml, { prettyErrors: false, logLevel: 'silent' });
  const error = document.errors[0];
  if (error) {
    const [from, to] = error.pos;
    const source = { from: Math.min(from, yaml.length), to: Math.min(to, yaml.length) };
    return { reason: `is not valid YAML (${error.message}); correct it or remove it`, source };
  }
  if (document.contents === null) return new Map();
  if (!isMap(document.contents)) {
    return { reason: 'must be lines such as "title: My Story"; correct it or remove it', source: whole };
  }
  const entries = new Map<string, YamlEntry>();
  for (const { key, value } of document.contents.items) {
    const entry = value && entryOf(value, document);
    if (entry && isScalar(key)) entries.set(String(key.value), entry);
  }
  return entries;
}

function entryOf(node: ParsedNode, document: Document): YamlEntry | undefined {
  const [from, to] = node.range;
  const source = { from, to };
  const target = isAlias(node) ? node.resolve(document) : node;
  if (!isScalar(target)) return { value: target, written: undefined, source };
  return target.value === null ? undefined : { value: target.value, written: target.source, source };
}

/**
 * Whether a text may nest so deep that the parser, which recurses, would come near the end of the stack:
 * there V8 can abort the whole process. Blocks nest by indentation, so the length limits their depth (to
 * about 140), but not on one line; flow collections nest by brackets.
 */
function isTooMuch(yaml: string): boolean {
  return (
    yaml.length > 10_000 ||
    count(yaml, /[[{]/g) > 100 ||
    yaml.split('\n').some((line) => count(line, /[-?:](?=\s|$)/g) > 20)
  );
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
