import type { ParsedStory, Range, SpokenText, StoryProblem } from '../model';
import { phonemeFault } from '../speech/lexicon/phonemeText';
import { sourceRange } from '../spokenText';

/** A problem for each text whose given phonemes are none of the model's, at the symbol that is wrong. */
export function soundProblems({ segments }: ParsedStory, source: string): StoryProblem[] {
  const problems: StoryProblem[] = [];
  let line = 1;
  let counted = 0;
  for (const { paragraphs } of segments) {
    for (const spoken of paragraphs.flatMap((paragraph) => [paragraph, ...paragraph.notes])) {
      for (const { phonemes, word } of givenIn(spoken)) {
        const fault = phonemeFault(phonemes);
        if (!fault) continue;
        const place = placeOf(phonemes, word, source);
        const from = place ? place.from + fault.at : word.from;
        const to = place ? from + fault.length : word.to;
        // Footnotes stand elsewhere than they are spoken.
        if (from < counted) [line, counted] = [1, 0];
        line += (source.slice(counted, from).match(/\r\n|\r|\n/gu) ?? []).length;
        counted = from;
        problems.push({ message: fault.message, line, source: { from, to } });
      }
    }
  }
  return problems;
}

function givenIn(spoken: SpokenText): { phonemes: string; word: Range }[] {
  return (spoken.marks ?? []).flatMap((mark) =>
    mark.kind === 'pronounce' ? [{ phonemes: mark.phonemes, word: sourceRange(spoken, mark) }] : [],
  );
}

/** Where phonemes stand behind their word. */
function placeOf(phonemes: string, word: Range, source: string): Range | undefined {
  const opening = '](/';
  const at = source.indexOf(`${opening}${phonemes}/)`, word.to);
  if (at === -1 || at - word.to > 100) return undefined;
  return { from: at + opening.length, to: at + opening.length + phonemes.length };
}
