// Fetches what the tests in a real VS Code need, so that they can run afterwards where there is no network.
import { buildBundles } from '../scripts/build.mjs';

buildBundles(['editors']);
const { prepare } = await import('../dist/editors/prepare.mjs');
console.log(`Ready: ${await prepare()}.`);
