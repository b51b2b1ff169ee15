const openings = [
  'The old clock',
  'I am sure that Anna’s cat',
  'Captain O’Neill (retired)',
  '“Nobody,” she said, “and 12 dogs',
  'Well-known Mr Smith',
  'At 10:30 the 1,000 men',
  "It wasn't rain — it",
  'You should have been to the house; it',
  'Number 7 of 42',
  'A "quoted" stranger',
  'McDonald and the FBI',
  'There are those who',
  'Why? Because the engineer',
  'Oh… the little bottle',
];

const endings = [
  'fell into the water.',
  'ran 3.5 miles in 1999!',
  'isn’t here anymore?',
  'said: "go home" — and left.',
  '(quietly, at first) began to sing…',
  'paid $20; nobody knew why.',
  "could've been 100% wrong.",
  'never, ever, EVER answered!!!',
  'wrote “a letter” to the king',
  'took the 2nd road (the left one).',
  'was an idea of an hour.',
  'had 1,234,567 reasons',
  'walked on... and on',
  'judged which church and measure was the richer youth.',
  'would: a) stay, b) go?',
];

/** 210 varied sentences: digits, quotes, brackets, dashes, apostrophes, function words, abbreviations. */
export const sentences: readonly string[] = openings.flatMap((opening) =>
  endings.map((ending) => `${opening} ${ending}`),
);
