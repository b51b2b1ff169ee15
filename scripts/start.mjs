// Opens the samples in a VS Code that runs this checkout's extension.
import { buildBundles } from './build.mjs';
import { shippedBundles } from './shipped.mjs';

buildBundles([...shippedBundles, 'editors']);
const { openSamples } = await import('../dist/editors/openSamples.mjs');
await openSamples();
