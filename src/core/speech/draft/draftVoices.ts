import { distance } from './distance';
import table from './draftVoices.json';

const PREFIX = 'draft:';

/** A voice that needs no download. */
export interface DraftVoice {
  /** `draft:` and the tag. */
  readonly id: string;
  /** The language tag in lower case, such as `en-us`. */
  readonly tag: string;
  /** For people, such as "English (United States)". */
  readonly name: string;
  /** BCP 47, in its canonical form. */
  readonly language: string;
  /** The identifier that selects the voice in espeak-ng, such as `gmw/en-US`. */
  readonly espeak: string;
  /** Other tags that mean the voice, in lower case. */
  readonly aliases: readonly string[];
}

interface Row extends Omit<DraftVoice, 'id' | 'aliases'> {
  readonly aliases?: readonly string[] | undefined;
}

/** Every voice of espeak-ng, in order of tag. The table is written by scripts/writeDraftVoices.mjs. */
export const draftVoices: readonly DraftVoice[] = table.map(({ aliases = [], ...row }: Row) => ({
  id: PREFIX + row.tag,
  ...row,
  aliases,
}));

const byTag = new Map(
  draftVoices.flatMap((voice) => [voice.tag, ...voice.aliases].map((tag) => [tag, voice])),
);

/** The voice of an id such as `draft:en-us` or `draft:en_US`; undefined when there is none. */
export function findDraftVoice(id: string): DraftVoice | undefined {
  const written = normalize(id);
  return written.startsWith(PREFIX) ? byTag.get(written.slice(PREFIX.length)) : undefined;
}

/** Up to three ids that somebody who wrote `name` may have meant, closest first. Names of languages count too. */
export function suggestVoices(name: string): string[] {
  const written = normalize(name).replace(PREFIX, '');
  if (written === '') return [];
  const furthest = Math.ceil(written.length / 3);
  return draftVoices
    .map((voice) => ({ voice, steps: Math.min(...labelsOf(voice).map((label) => distance(written, label))) }))
    .filter(({ steps }) => steps <= furthest)
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ voice }) => voice.id);
}

/** What a person may call a voice: its tags, the language's tag alone, its name, and the name's first word. */
function labelsOf({ tag, aliases, name }: DraftVoice): string[] {
  const called = name.toLowerCase();
  return [tag, ...aliases, tag.replace(/-.*/u, ''), called, called.replace(/ .*/u, '')];
}

function normalize(id: string): string {
  return id.trim().toLowerCase().replaceAll('_', '-');
}
