import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StoryFlowApi } from '../../src/api';
import { ended, eventually, extension, Tale, workspaceFolder } from './tale';

const STORY = '## Boarding\n\nThe ferry left at six.\n';

describe('what other programs do to folders with stories', () => {
  let api: StoryFlowApi;
  let outside: string;
  const inside = () => join(workspaceFolder(), 'other programs');

  before(async () => {
    api = await extension().activate();
    await api.listProjects();
    // On the same disk, so that a folder can be moved as a whole.
    outside = await mkdtemp(join(dirname(workspaceFolder()), 'outside-'));
  });
  after(async () => {
    await rm(outside, { recursive: true, force: true });
    await rm(inside(), { recursive: true, force: true });
  });

  const listed = async () => {
    const paths = (await api.listProjects()).map(({ path }) => path);
    return paths.filter((path) => path.startsWith(inside())).sort();
  };
  const listsOnly = (...paths: readonly string[]) =>
    eventually(async () => {
      assert.deepEqual(await listed(), [...paths].sort());
    });

  it('a folder that comes as a whole brings its stories, and takes them along when it goes', async () => {
    await mkdir(join(outside, 'v1.2', 'part one'), { recursive: true });
    await writeFile(join(outside, 'v1.2', 'part one', 'ferry.story.md'), STORY);
    await mkdir(inside());
    await rename(join(outside, 'v1.2'), join(inside(), 'v1.2'));
    await listsOnly(join(inside(), 'v1.2', 'part one', 'ferry.story.md'));
    await rename(join(inside(), 'v1.2'), join(outside, 'gone'));
    await listsOnly();
  });

  it('stories in folders that are made at the same moment are found', async () => {
    const paths = Array.from({ length: 20 }, (_, at) => join(inside(), `a${at}`, 'b', 'c', 'ferry.story.md'));
    for (const path of paths) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, STORY);
    }
    await listsOnly(...paths);
    await rm(inside(), { recursive: true });
    await listsOnly();
  });

  it('audio whose folder goes is missing, and is there again with its folder', async () => {
    const tale = await Tale.write({ One: 'The ferry left at six.' });
    const answer = await api.generateAllAudio((await tale.project()).id);
    assert('task_id' in answer, answer.message);
    await ended(answer);
    const media = dirname(await tale.wavOf('One'));
    const isSaid = (status: string) =>
      eventually(async () => {
        assert.equal((await tale.segment('One')).status, status);
      });
    await isSaid('ready');
    await rename(media, join(outside, 'media'));
    await isSaid('none');
    await rename(join(outside, 'media'), media);
    await isSaid('ready');
    await api.deleteProject((await tale.project()).id);
  });
});
