// move.cjs ROOT WASM: moves a section between two stories for ever, as a writer does who pastes it, cuts it and saves
// both, and prints when it begins and when all is written.
import { replaceFile } from '../../../src/core/replaceFile';
import { HOMES, textsWith } from '../movingSection';
import { childStudio } from './childStudio';

const [root = '', wasm = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const { studio } = await childStudio(root, wasm);
  const paths = HOMES.map((name) => `${root}/${name}`);
  for (let turn = 0; ; turn++) {
    const stories = await Promise.all(paths.map((path) => studio.open(path)));
    const from = stories.findIndex(({ segments }) => segments.some(({ parsed }) => parsed.heading === 'Two'));
    const to = 1 - from;
    const texts = textsWith(to);
    process.stdout.write('began\n');
    for (const at of [to, from]) await replaceFile(paths[at] ?? '', texts[at] ?? '');
    // Either story may be the first that is saved.
    for (const at of turn % 2 === 0 ? [to, from] : [from, to])
      await studio.keep(await studio.open(paths[at] ?? ''));
    process.stdout.write('done\n');
  }
}

void main();
