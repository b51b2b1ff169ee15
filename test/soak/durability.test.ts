import { durability } from '../support/durability';
import { faults } from '../support/faults';

describe('durability', () => {
  durability({ rounds: 20 });
});

describe('faults', () => {
  faults({ kills: 200, seconds: 60, full: 30 });
});
