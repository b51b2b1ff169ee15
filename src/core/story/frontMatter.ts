import * as z from 'zod';
import type { FrontMatter, Range } from '../model';
import { endOfMatch } from './matchAt';
import type { YamlEntry } from './yamlEntries';
import { yamlEntries } from './yamlEntries';

/** What a story's front matter says, and what of it is of no use. Offsets are those of the text read. */
export interface FrontMatterReading {
  readonly values: FrontMatter;
  readonly problems: readonly FrontMatterProblem[];
  /** Where the text after the front matter begins: 0 when there is none. */
  readonly end: number;
}

interface FrontMatterProblem {
  readonly message: string;
  readonly source: Range;
}

const openingLine = /---[ \t]*\n/y;
const closingLine = /(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/g;

/** Reads the YAML between a first line `---` and the next line `---` or `...`. Never throws. */
export function readFrontMatter(text: string): FrontMatterReading {
  const from = endOfMatch(openingLine, text, 0);
  closingLine.lastIndex = from;
  const close = from < 0 ? null : closingLine.exec(text);
  if (!close) return { values: {}, problems: [], end: 0 };
  const { values, problems } = readYaml(text.slice(from, close.index));
  const shifted = problems.map(({ message, source }) => ({
    message,
    source: { from: source.from + from, to: source.to + from },
  }));
  return { values, problems: shifted, end: close.index + close[0].length };
}

const clampedSpeed = z
  .union([z.number(), z.literal([Infinity, -Infinity])])
  .transform((speed) => Math.min(2, Math.max(0.5, speed)));
const title = z
  .string()
  .transform((text) => text.replace(/[\s\0]+/g, ' ').trim())
  .pipe(z.string().min(1).max(200));
const languageTag = z.string().transform((tag, context) => {
  try {
    return Intl.getCanonicalLocales(tag.trim())[0] ?? z.NEVER;
  } catch {
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  }
});

const schema = z.object({
  title: title.exactOptional(),
  voice: z.string().trim().min(1).exactOptional(),
  speed: clampedSpeed.exactOptional(),
  language: languageTag.exactOptional(),
  speakHeadings: z.boolean().exactOptional(),
});

const wanted: Record<string, string> = {
  title: 'a text of 1 to 200 characters',
  voice: 'the name of a voice, such as af_bella',
  speed: 'a number from 0.5 to 2, such as 1.1',
  language: 'a language tag, such as en-GB',
  speakHeadings: 'true or false',
};

function readYaml(yaml: string): Pick<FrontMatterReading, 'values' | 'problems'> {
  const entries = yamlEntries(yaml);
  if ('reason' in entries) {
    const { reason, source } = entries;
    return { values: {}, problems: [{ message: `The front matter ${reason}.`, source }] };
  }
  const known = Object.entries(wanted).flatMap(([key, form]) => {
    const entry = entries.get(key);
    return entry ? [{ key, form, entry }] : [];
  });
  const isValid = ({ key, entry }: (typeof known)[number]): boolean =>
    schema.safeParse({ [key]: valueOf(key, entry) }).success;
  return {
    values: schema.parse(
      Object.fromEntries(known.filter(isValid).map(({ key, entry }) => [key, valueOf(key, entry)])),
    ),
    problems: known
      .filter((each) => !isValid(each))
      .map(({ key, form, entry }) => ({
        message: `"${key}" in the front matter must be ${form}; correct it or remove it.`,
        source: entry.source,
      })),
  };
}

/** Text may be written without quotes even where YAML reads a number or a truth value, as in `title: 1984`. */
function valueOf(key: string, { value, written }: YamlEntry): unknown {
  const isText = key === 'title' || key === 'voice' || key === 'language';
  return isText && (typeof value === 'number' || typeof value === 'boolean') ? written : value;
}
