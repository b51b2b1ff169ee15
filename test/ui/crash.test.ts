import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { sentence } from '../support/stories';
import { installToneModel, SLOW } from '../support/toneModels';
import { eventually } from './support/eventually';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const SEGMENTS = 20;
const TALE = Array.from({ length: SEGMENTS }, (_, at) => `## Part ${at + 1}\n\n${sentence(9000 + at)}\n`);

describe('an extension host that dies while everything is generated', () => {
  let workbench: Workbench;
  /** When each wav that was complete then was written. */
  let complete: ReadonlyMap<string, number>;
  /** How many segments were ready, as the offer to continue says. */
  let ready: number;

  before(async () => {
    workbench = await openWorkbench({
      workspace: { stories: { 'tale.story.md': `# The Tale\n\n${TALE.join('\n')}` } },
    });
    await installToneModel(models(), SLOW);
    await workbench.activity('StoryFlow').click();
    await row(/^The Tale, story, 0 of 20/u).waitFor();
    await workbench.runCommand('StoryFlow: Generate All');
    await row(/^The Tale, story, [3-9] of 20/u).waitFor();
    await workbench.killExtensionHost();
    complete = await wavs();
  });
  after(() => workbench.close());

  const models = () => `${workbench.home}/models`;
  const row = (name: RegExp) => workbench.treeItem('Stories', name);
  const files = () => readdir(workbench.path('.storyflow'), { recursive: true });
  const wavs = async () => {
    const names = (await files()).filter((name) => name.endsWith('.wav') && !name.includes('.tmp'));
    const times = names.map(
      async (name) => [name, (await stat(workbench.path(`.storyflow/${name}`))).mtimeMs] as const,
    );
    return new Map(await Promise.all(times));
  };

  it('comes again by itself and offers to continue', async () => {
    const offer = workbench.notification(/Narration of “The Tale” was interrupted\. Continue: \d+ of 20\?/u);
    ready = Number(/(\d+) of 20/u.exec(await offer.innerText())?.[1]);
    // What was written last may have been killed before it was recorded.
    assert.ok(ready === complete.size || ready === complete.size - 1, `${ready} of ${complete.size} wavs`);
  });

  it('shows no segment as queued or generating meanwhile', async () => {
    await row(new RegExp(`^The Tale, story, ${ready} of 20 segments ready`, 'u')).waitFor();
    assert.equal(await row(/, (?:queued|generating)/u).count(), 0);
    assert.equal(await workbench.statusBarItem(/StoryFlow: Generating/u).count(), 0);
  });

  it('finishes the rest, and speaks nothing again that was ready', async () => {
    await workbench
      .notification(/Continue: \d+ of 20\?/u)
      .getByRole('button', { name: 'Continue' })
      .click();
    await row(/^The Tale, story, 20 of 20 segments ready/u).waitFor();
    const now = await wavs();
    assert.equal(now.size, SEGMENTS);
    const kept = [...complete].filter(([name, time]) => now.get(name) === time);
    assert.ok(kept.length >= ready, `${complete.size - kept.length} were written again.`);
  });

  it('is not offered again when it was continued to its end', async () => {
    await workbench.reload();
    await row(/^The Tale, story, 20 of 20 segments ready/u).waitFor();
    await workbench.runCommand('StoryFlow: Generate All');
    await workbench.notification(/Nothing to generate/u).waitFor();
    assert.equal(await workbench.notification(/was interrupted/u).count(), 0);
  });

  it('leaves no lock and no half-written file behind', async () => {
    await eventually(async () => {
      const left = (await files()).filter((name) => /\.lock$|~|\.tmp$/u.test(name));
      assert.deepEqual(left, []);
    });
  });
});
