import { durability } from '../support/durability';
import { faults } from '../support/faults';
import { movesKilled } from '../support/movesKilled';

describe('durability', () => {
  durability({ rounds: 20 });
});

describe('faults', () => {
  faults({ kills: 200, seconds: 60, full: 30 });
});

describe('moves', () => {
  movesKilled({ kills: 200 });
});
