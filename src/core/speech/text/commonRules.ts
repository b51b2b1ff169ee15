import type { Rule } from './normaliseRule';

/** What holds in every language. */
export const commonRules: readonly Rule[] = [
  {
    // White space is one space between words; invisible characters, such as soft hyphens, have no sound.
    // The joiners of Persian and of the scripts of India are left: they change how a word is read.
    start: 'blank',
    pattern: /(?!(?<=\S) [^\s\p{Cc}\p{Cf}])(?:[\s\p{Cc}]|(?![\u200c\u200d])\p{Cf})+/uy,
    say: ({ 0: blank, index, input }) => {
      const atEdge = index === 0 || index + blank.length === input.length;
      return atEdge || /^\p{Cf}+$/u.test(blank) ? '' : ' ';
    },
  },
  {
    // Marks without end cost tokens and say no more than the first few.
    start: 'sign',
    pattern: /(?:[^\p{L}\p{M}\p{N}\p{C}\s] ?){16,}[^\p{L}\p{M}\p{N}\p{C}\s]/uy,
    say: ([marks]) => /^.{8}/su.exec(marks)?.[0].trimEnd(),
  },
];
