import { vocabularyRun } from '../support/vocabularyRun';

describe('the vocabulary', () => {
  for (const code of ['a', 'b'] as const) vocabularyRun(1_000_000, code);
  for (const code of ['e', 'f', 'h', 'i', 'p'] as const) vocabularyRun(30_000, code);
});
