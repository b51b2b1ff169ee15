import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readWavInfo } from '../../../../src/core/audio/readWav';
import { storePaths } from '../../../../src/core/store/paths';
import { scriptedEngine, type ScriptedEngine } from '../../../support/engines';
import { openPlace, segmentOf, type Place } from '../../../support/studio';

const STORY =
  '---\nvoice: draft:en-gb\nspeed: 1.25\n---\n\n## One\n\nThe boat came in.\n\n## Two\n\nNobody said a word.\n\nNot one.\n';

describe('recreating locked audio', () => {
  let engine: ScriptedEngine;
  let place: Place;
  let clone: Place;
  beforeEach(async () => {
    engine = scriptedEngine();
    place = await openPlace({ 'a.story.md': STORY }, { engine });
    const response = await place.studio.generateAllAudio((await story(place)).projectId);
    assert('task_id' in response);
    await place.ended(response.task_id);
    const now = await story(place);
    await place.studio.lock(now, [segmentOf(now, 'Two')]);
    clone = await openPlace({}, { engine: scriptedEngine() });
    git(place.root, 'init', '--quiet');
    git(place.root, 'add', '--all');
    git(place.root, '-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--quiet', '-m', 'A');
    git(clone.base, 'clone', '--quiet', place.root, 'cloned');
    await cp(join(clone.base, 'cloned'), clone.root, { recursive: true });
  });
  afterEach(async () => {
    await place.close();
    await clone.close();
  });

  const story = (of: Place) => of.studio.open(of.path('a.story.md'));
  const two = async () => segmentOf(await story(clone), 'Two');
  const recreate = async () => {
    const response = await clone.studio.recreateLockedAudio((await story(clone)).projectId);
    return 'task_id' in response ? clone.ended(response.task_id) : response;
  };

  it('in a fresh clone by git: locks are there and audio is not, until what is locked is spoken again', async () => {
    const original = segmentOf(await story(place), 'Two');
    assert.deepEqual(
      (await story(clone)).segments.map(({ isLocked, status }) => [isLocked, status]),
      [
        [false, 'none'],
        [true, 'none'],
      ],
    );
    assert.deepEqual(await clone.files(), []);
    const status = await recreate();
    assert('status' in status);
    assert.deepEqual([status.status, status.errors, status.completed_segments.length], ['COMPLETED', [], 1]);
    const again = await two();
    assert.deepEqual([again.id, again.status, again.isLocked], [original.id, 'ready', true]);
    const [made, before] = await Promise.all([
      readWavInfo(clone.wavOf(again)),
      readWavInfo(place.wavOf(original)),
    ]);
    assert.deepEqual({ ...made?.tags, projectId: '' }, { ...before?.tags, projectId: '' });
    assert.equal(made?.frames, before?.frames);
    const more = await recreate();
    assert('skipped' in more);
    assert.equal(more.message, 'No audio of a locked segment is missing (1 locked)');
  });

  it('speaks the text, voice and speed of the lock where the story has others by now', async () => {
    const other = STORY.replace('a word', 'a thing').replace('en-gb', 'en-us').replace('1.25', '1');
    await clone.write('a.story.md', other);
    await recreate();
    const changed = await two();
    assert.deepEqual([changed.status, changed.staleBecause[0]], ['stale', 'text']);
    assert.equal(changed.lockedText, 'Nobody said a word.\n\nNot one.');
    const info = await readWavInfo(clone.wavOf(changed));
    assert.deepEqual(
      info?.cues.map(({ label }) => label),
      ['Nobody said a word.', 'Not one.'],
    );
    assert.deepEqual([info.tags.voice, info.tags.speed], ['draft:en-gb', 1.25]);
    await clone.write('a.story.md', STORY);
    assert.equal((await two()).status, 'ready');
  });

  it('replaces nothing: what is made meanwhile stays, and is told', async () => {
    await recreate();
    await rm(clone.wavOf(await two()));
    const held = scriptedEngine();
    held.hold();
    const window = await clone.open({ engine: held });
    const { projectId } = await window.studio.open(clone.path('a.story.md'));
    const response = await window.studio.recreateLockedAudio(projectId);
    assert('task_id' in response);
    await held.asked(1);
    await recreate();
    const bytes = await readFile(clone.wavOf(await two()));
    held.release();
    const { errors } = await window.ended(response.task_id);
    assert.match(errors[0]?.error ?? '', /locked audio of “Two” is there and was left as it is/u);
    assert.deepEqual(await readFile(clone.wavOf(await two())), bytes);
  });

  it('tells of a voice that is not there', async () => {
    const path = storePaths(clone.root).locks;
    await writeFile(path, (await readFile(path, 'utf8')).replace('draft:en-gb', 'af_heart'));
    await assert.rejects(recreate(), { code: 'ModelUnavailable' });
    assert.deepEqual(await clone.files(), []);
  });

  it('tells which segments a lock file that cannot be read says nothing of', async () => {
    await writeFile(storePaths(clone.root).locks, '{');
    const status = await recreate();
    assert('status' in status);
    assert.equal(status.errors.length, 2);
    for (const { error } of status.errors)
      assert.match(error, /^locks\.json does not say how “.*” was spoken: put it right/u);
    assert.deepEqual(await clone.files(), []);
  });
});

function git(folder: string, ...args: readonly string[]): void {
  execFileSync('git', ['-C', folder, ...args]);
}
