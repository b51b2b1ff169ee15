import type { Cost } from '../../studio/protocol';
import { countOf } from '../words';
import { minutesInWords } from './minutes';

/** What is to be voiced. */
export interface Wish extends Cost {
  /** What holds the segments, in the question: `of “The Lighthouse”`. Empty for none. */
  readonly whose: string;
  /** Segments that were asked for, and are left out because they are locked. */
  readonly locked: number;
}

/** The question before many segments are voiced again, and what else to know before answering it. */
export function consentSentence({ segments, again, seconds, whose, locked }: Wish): {
  readonly message: string;
  readonly detail: string;
} {
  const what = `${countOf(segments, 'segment')}${whose === '' ? '' : ` ${whose}`}`;
  const repeated = again >= segments ? ' again' : again === 0 ? '' : `, ${again} of them again`;
  const left =
    locked === 0 ? '' : ` ${countOf(locked, 'locked segment')} ${locked === 1 ? 'is' : 'are'} left out.`;
  return {
    message: `This will voice ${what}${repeated}, ${minutesInWords(seconds)}.`,
    detail: `Each keeps the audio that it has until the new one is complete.${left}`,
  };
}
