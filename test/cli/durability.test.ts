import { durability } from '../support/durability';

describe('durability, the short form', () => {
  durability({ rounds: 3 });
});
