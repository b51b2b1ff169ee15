import type { KokoroVoice } from './voices';

/** By the letter of a grade: how good a voice was judged by the model's authors, by what it was trained on. */
const words: Readonly<Record<string, string>> = {
  A: 'very good',
  B: 'good',
  C: 'fair',
  D: 'poor',
  F: 'very poor',
};

/** A grade as it is read: `grade A-, very good`; empty for a voice that has none. */
export function gradeInWords(grade: string): string {
  const word = words[grade.charAt(0)];
  return word === undefined ? '' : `grade ${grade}, ${word}`;
}

/** Why a voice cannot speak, whatever files are there; undefined for one that can. */
export function whyUnavailable({ available, language }: KokoroVoice): string | undefined {
  if (available) return undefined;
  return `Not available: StoryFlow cannot turn ${language.name} into the sounds that Kokoro needs. Such a voice can only be blended into one of another language.`;
}
