import type { TakeProblem } from './checkTake';

/** So many characters of what is concerned are told. */
const MOST_CHARACTERS = 60;

/** What is wrong with a take, as the end of a sentence: `the sentence “…” sounds 4 times too long`. */
export function problemInWords(problem: TakeProblem, text: string, sentences: number): string {
  const beginning = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 3)}...` : text;
  const subject = sentences > 1 ? `one of the sentences “${beginning}”` : `the sentence “${beginning}”`;
  return `${subject} ${predicateOf(problem)}`;
}

function predicateOf(problem: TakeProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'has no sound';
    case 'silent':
      return 'is too quiet to be heard';
    case 'notNumbers':
      return 'has holes where the model gave no sound';
    case 'clipped':
      return 'is distorted';
    case 'tooShort':
      return `sounds ${timesOf(problem.times)} too short`;
    case 'tooLong':
      return `sounds ${timesOf(problem.times)} too long`;
    case 'silence':
      return `has a silence of ${secondsOf(problem.seconds)} inside`;
    case 'drone':
      return `ends in a noise of ${secondsOf(problem.seconds)}`;
  }
}

function timesOf(times: number): string {
  return `${Math.min(100, Math.max(2, Math.round(times)))} times`;
}

function secondsOf(seconds: number): string {
  const rounded = seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
  return rounded === 1 ? '1 second' : `${rounded} seconds`;
}
