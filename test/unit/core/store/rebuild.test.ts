import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import type { WavTags } from '../../../../src/core/model';
import { audioReference } from '../../../../src/core/store/paths';
import { rebuild, type WavRecord } from '../../../../src/core/store/rebuild';
import { AUDIO, content, openStore, useFolder } from './support/store';

function record(tags: Partial<WavTags>, relativePath?: string): WavRecord {
  const { durationSeconds, stamp, ...audio } = AUDIO;
  const ids = { projectId: tags.projectId ?? randomUUID(), segmentId: tags.segmentId ?? randomUUID() };
  return {
    tags: { story: 'a.story.md', heading: 'A heading', ordinal: 0, image: '', ...audio, ...tags, ...ids },
    durationSeconds,
    stamp,
    relativePath: relativePath ?? `projects/${ids.projectId}/audio/${ids.segmentId}.wav`,
  };
}

describe('rebuild', () => {
  const folder = useFolder();

  it('restores projects and segments with the same ids and audio', async () => {
    const first = openStore(folder());
    const projectId = await first.store.upsertProject({ title: 'Mine', storyPath: 'b/my tale.story.md' });
    const segments = ['One', 'Two'].map((heading, ordinal) =>
      content({ heading, ordinal, sequenceIndex: ordinal, textHash: AUDIO.textHash }),
    );
    await first.store.applySync(projectId, { kept: [], added: segments, gone: [] });
    for (const { id } of segments) await first.store.setAudio(id, AUDIO);
    const before = await first.store.listSegments(projectId);
    await unlink(first.database.path);

    const { database, store, log } = openStore(folder());
    const records = segments.map(({ id, heading, ordinal }) =>
      record({ projectId, segmentId: id, story: 'b/my tale.story.md', heading, ordinal }),
    );
    assert.equal(await rebuild(database, records, log), 2);
    const project = await store.projectByStory('b/my tale.story.md');
    assert.equal(project?.id, projectId);
    assert.equal(project.title, 'my tale');
    const after = await store.listSegments(projectId);
    const known = ({ id, heading, ordinal, audio, textHash }: (typeof after)[number]) => ({
      id,
      heading,
      ordinal,
      audio,
      textHash,
    });
    assert.deepEqual(after.map(known), before.map(known));
    assert.deepEqual(log.lines, []);
  });

  it('restores the image that a wav names', async () => {
    const { database, store, log } = openStore(folder());
    const [withImage, without] = [
      record({ image: 'a.png' }),
      record({ image: '../../a.png', story: 'b.story.md' }),
    ];
    await rebuild(database, [withImage, without], log);
    const image = (await store.getSegment(withImage.tags.segmentId))?.imageFile;
    assert.equal(image, `projects/${withImage.tags.projectId}/images/a.png`);
    assert.equal((await store.getSegment(without.tags.segmentId))?.imageFile, undefined);
  });

  it('changes nothing that is known, but gives audio back to a segment without', async () => {
    const { database, store, log } = openStore(folder());
    const projectId = await store.upsertProject({ title: 'Mine', storyPath: 'a.story.md' });
    const [withAudio, without] = [
      content({ heading: 'Kept' }),
      content({ heading: 'Kept too', sequenceIndex: 1 }),
    ];
    await store.applySync(projectId, { kept: [], added: [withAudio, without], gone: [] });
    await store.setAudio(withAudio.id, AUDIO);
    const before = await store.listSegments(projectId);
    const records = [withAudio, without].map(({ id }) =>
      record({ projectId, segmentId: id, voice: 'bf_emma' }),
    );
    assert.equal(await rebuild(database, records, log), 1);
    const audio = { ...AUDIO, voice: 'bf_emma', file: audioReference(projectId, without.id) };
    assert.deepEqual(await store.listSegments(projectId), [before[0], { ...before[1], audio }]);
    assert.equal((await store.getProject(projectId))?.title, 'Mine');
  });

  const [projectId, segmentId] = [randomUUID(), randomUUID()];
  const foreign: [what: string, record: WavRecord][] = [
    [
      'a project id that is none',
      record({ projectId: '..', segmentId }, `projects/../audio/${segmentId}.wav`),
    ],
    ['a segment id that is none', record({ projectId, segmentId: 'x' }, `projects/${projectId}/audio/x.wav`)],
    ['empty ids', record({ projectId: '', segmentId: '' }, 'a.wav')],
    [
      'another name',
      record({ projectId, segmentId }, `projects/${projectId}/audio/copy of ${segmentId}.wav`),
    ],
    ['another folder', record({ projectId, segmentId }, `projects/${randomUUID()}/audio/${segmentId}.wav`)],
    ['a story outside the root', record({ projectId, segmentId, story: '../../a.story.md' })],
    ['no story', record({ projectId, segmentId, story: '' })],
  ];
  for (const [what, wav] of foreign) {
    it(`leaves out, and logs, a wav with ${what}`, async () => {
      const { database, store, log } = openStore(folder());
      assert.equal(await rebuild(database, [wav], log), 0);
      assert.deepEqual(await store.listProjects(), []);
      assert.match(log.lines.join('\n'), /warn: .* is left out/u);
    });
  }

  it('gives a story that two projects name to the one with more wavs', async () => {
    const { database, store, log } = openStore(folder());
    const [few, many] = [randomUUID(), randomUUID()];
    const records = [few, many, many].map((id) => record({ projectId: id }));
    assert.equal(await rebuild(database, records, log), 2);
    assert.deepEqual(
      (await store.listProjects()).map(({ id }) => id),
      [many],
    );
    assert.match(log.lines.join('\n'), new RegExp(few, 'u'));
  });

  it('gives a project the story that most of its wavs name', async () => {
    const { database, store, log } = openStore(folder());
    const id = randomUUID();
    const records = ['old.story.md', 'new.story.md', 'new.story.md'].map((story) =>
      record({ projectId: id, story }),
    );
    assert.equal(await rebuild(database, records, log), 3);
    assert.equal((await store.getProject(id))?.storyPath, 'new.story.md');
  });
});
