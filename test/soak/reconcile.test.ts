import { reconcileScripts } from '../support/reconcileScripts';

describe('reconcile', () => {
  reconcileScripts({ scripts: 10_000 });
});
