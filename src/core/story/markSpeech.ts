import type { Range, SpokenMark, StoryFix } from '../model';
import { marksOf } from '../spokenText';
import type { PlacedTag, Speech } from './speakBlock';

/** Something wrong with a tag, with edits that mend it. Offsets of `markdown`. */
export interface TagProblem {
  readonly message: string;
  readonly source: Range;
  readonly fixes?: readonly StoryFix[];
}

/** Where a voice is named. Offsets of `markdown`. */
export interface VoiceName {
  readonly voice: string;
  readonly source: Range;
}

/** Tags that are met by the way. */
export interface TagReport {
  readonly problems: TagProblem[];
  readonly voices: VoiceName[];
}

interface OpenVoice {
  readonly voice: string;
  readonly source: Range;
}

/**
 * The speeches, which follow each other, with what their tags say as marks. A voice goes on until its end tag, over
 * paragraphs; of nested ones the innermost counts. Pauses of a paragraph that has nothing else are its neighbour's.
 */
export function markSpeech<T extends Speech>(speeches: readonly T[], report: TagReport): T[] {
  if (speeches.every(({ tags }) => tags.length === 0)) return [...speeches];
  const open: OpenVoice[] = [];
  const marked: T[] = [];
  let waiting: SpokenMark[] = [];
  let end: number | undefined;
  for (const speech of speeches) {
    const { pauses, voices } = marksIn(speech, open, report);
    const { text } = speech.spoken;
    const last = marked.at(-1);
    if (text !== '') {
      const marks = [...waiting, ...pauses, ...voices.filter(({ from, to }) => from < to)];
      marked.push({
        ...speech,
        spoken: { ...speech.spoken, ...marksOf([...(speech.spoken.marks ?? []), ...marks]) },
      });
      waiting = [];
      end = speech.end;
    } else if (last && last.spoken.text !== '') {
      const at = last.spoken.text.length;
      const { spoken } = last;
      const more = pauses.map((pause) => ({ ...pause, from: at, to: at }));
      marked[marked.length - 1] = {
        ...last,
        spoken: { ...spoken, ...marksOf([...(spoken.marks ?? []), ...more]) },
      };
      if (speech.references.length > 0) marked.push(speech);
    } else {
      waiting.push(...pauses);
      if (speech.references.length > 0) marked.push(speech);
    }
  }
  for (const { voice, source } of open) {
    report.problems.push({
      message: `The voice ${voice} is not ended with [/voice], so it goes on to the end of the segment.`,
      source,
      fixes: [
        { kind: 'close', source: { from: end ?? source.to, to: end ?? source.to }, text: '[/voice]' },
        { kind: 'remove', source, text: '' },
      ],
    });
  }
  return marked;
}

/** What a speech's tags say of it. `open` holds the voices that are not ended yet, and is changed. */
function marksIn(
  { spoken, tags }: Speech,
  open: OpenVoice[],
  report: TagReport,
): { pauses: SpokenMark[]; voices: SpokenMark[] } {
  const pauses: SpokenMark[] = [];
  const voices: SpokenMark[] = [];
  let from = 0;
  const change = (at: number, act: () => void): void => {
    const voice = open.at(-1)?.voice;
    if (voice !== undefined) voices.push({ kind: 'voice', from, to: at, voice });
    act();
    from = at;
  };
  for (const placed of tags) {
    const { tag, source } = placed;
    const at = Math.min(placed.at, spoken.text.length);
    reportFault(placed, report);
    if (tag?.kind === 'pause')
      pauses.push({ kind: 'pause', from: at, to: at, milliseconds: tag.milliseconds });
    else if (tag?.kind === 'voice') {
      const { voice, voiceAt } = tag;
      const start = source.from + voiceAt;
      report.voices.push({ voice, source: { from: start, to: start + voice.length } });
      change(at, () => open.push({ voice, source }));
    } else if (tag && open.length > 0) change(at, () => open.pop());
    else if (tag) {
      report.problems.push({
        message:
          'There is no voice to end here: [/voice] ends the [voice ...] before it in the same segment.',
        source,
        fixes: [{ kind: 'remove', source, text: '' }],
      });
    }
  }
  change(spoken.text.length, () => undefined);
  return { pauses, voices };
}

function reportFault({ tag, fault, source }: PlacedTag, { problems }: TagReport): void {
  const found = tag?.kind === 'pause' ? tag.fault : fault;
  if (!found) return;
  const { message, instead } = found;
  problems.push({
    message,
    source,
    fixes: instead === undefined ? [] : [{ kind: 'replace', source, text: instead }],
  });
}
