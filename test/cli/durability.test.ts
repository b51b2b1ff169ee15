import { durability } from '../support/durability';
import { faults } from '../support/faults';
import { movesKilled } from '../support/movesKilled';

describe('durability, the short form', () => {
  durability({ rounds: 3 });
});

describe('faults, the short form', () => {
  faults({ kills: 4, seconds: 3, full: 2 });
});

describe('moves, the short form', () => {
  movesKilled({ kills: 4 });
});
