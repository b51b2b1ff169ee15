import { vocabularyRun } from '../support/vocabularyRun';

// A million words are read by `npm run soak`.
describe('the vocabulary', () => {
  vocabularyRun(50_000, 'a');
  vocabularyRun(5_000, 'b');
});
