import { durability } from '../support/durability';

describe('durability', () => {
  durability({ rounds: 20 });
});
