import type { Pronounced, Range, SpokenText } from '../model';
import type { LexiconEntry } from '../speech/lexicon/entry';
import { createLexicon } from '../speech/lexicon/lexicon';
import { sourceRange } from '../spokenText';
import { knowsPhonemes } from './pronounceUtterances';
import type { Segment, Story } from './story';

/** A place of a story that is said otherwise than written. */
export interface SaidOtherwise {
  /** Where it stands in the story's text. */
  readonly source: Range;
  /** As it is written. */
  readonly text: string;
  readonly say: Pronounced['say'];
  /** Whether the story's voice can say it so. */
  readonly isHeard: boolean;
}

/** What is said otherwise at an offset of a story's text; undefined where that is nothing. */
export function saidOtherwiseAt(story: Story, at: number): SaidOtherwise | undefined {
  const segment = story.segments.find(({ parsed: { source } }) => source.from <= at && at <= source.to);
  for (const spoken of segment ? textsOf(segment) : []) {
    const { settings } = segment?.plan ?? {};
    const own = (spoken.marks ?? []).flatMap((mark) =>
      mark.kind === 'pronounce' ? [{ ...mark, say: { phonemes: mark.phonemes } }] : [],
    );
    for (const { from, to, say } of [
      ...own,
      ...(settings?.lexicon?.matches(spoken.text, settings.language) ?? []),
    ]) {
      const source = sourceRange(spoken, { from, to });
      if (at < source.from || at > source.to) continue;
      const isHeard = 'respelling' in say || knowsPhonemes(story.voice.voice);
      return { source, text: spoken.text.slice(from, to), say, isHeard };
    }
  }
  return undefined;
}

/** In how many places, and in how many segments, a story has the word of an entry. */
export function occurrences(story: Story, entry: LexiconEntry): { places: number; segments: number } {
  const lexicon = createLexicon([entry]);
  let places = 0;
  let segments = 0;
  for (const segment of story.segments) {
    const { language } = segment.plan.settings;
    const found = textsOf(segment).reduce((sum, { text }) => sum + lexicon.matches(text, language).length, 0);
    places += found;
    if (found > 0) segments++;
  }
  return { places, segments };
}

function textsOf({ parsed }: Segment): SpokenText[] {
  return parsed.paragraphs.flatMap((paragraph) => [paragraph, ...paragraph.notes]);
}
