import { reconcileScripts } from '../../../support/reconcileScripts';

describe('reconcile', () => {
  reconcileScripts({ scripts: 1_000 });
});
