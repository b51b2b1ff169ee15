// Measures StoryFlow's own work beside a peer in the same run, because only the ratio outlives a machine.
//   npm run bench [-- NAME...]
import { benchHostile } from './hostile';
import { benchLexicon } from './lexicon';
import { benchLibrary } from './library';
import { benchPhonemes } from './phonemes';
import { benchReconcile } from './reconcile';
import { benchSoundtrack } from './soundtrack';
import { benchTakes } from './takes';
import { benchText } from './text';

const benches: Record<string, () => Promise<void> | void> = {
  text: benchText,
  lexicon: benchLexicon,
  hostile: benchHostile,
  phonemes: benchPhonemes,
  reconcile: benchReconcile,
  library: benchLibrary,
  soundtrack: benchSoundtrack,
  takes: benchTakes,
};

const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
  const bench = benches[name];
  if (!bench) throw new Error(`There is no bench "${name}": ${Object.keys(benches).join(', ')}`);
  await bench();
}
