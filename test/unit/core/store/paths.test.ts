import assert from 'node:assert/strict';
import { join } from 'node:path';
import { isErrorCode } from '../../../../src/core/errors';
import {
  audioPath,
  audioReference,
  audioUrl,
  imageFolder,
  imageReference,
  isFileName,
  isStoryPath,
  projectFolder,
} from '../../../../src/core/store/paths';

const PROJECT = '0b9a6c1e-3c5e-4d0e-8f6a-2b1d9f0c7e11';
const SEGMENT = '7d3f2a90-51b4-4c8d-9e2f-0a1b2c3d4e5f';

describe('paths', () => {
  it('4: a wav lies at one place, given by the two ids', () => {
    assert.equal(
      audioPath('/media', PROJECT, SEGMENT),
      join('/media', 'projects', PROJECT, 'audio', `${SEGMENT}.wav`),
    );
  });

  it('5: what is stored is relative and has forward slashes', () => {
    assert.equal(audioReference(PROJECT, SEGMENT), `projects/${PROJECT}/audio/${SEGMENT}.wav`);
    assert.equal(imageReference(PROJECT, 'a b.png'), `projects/${PROJECT}/images/a b.png`);
  });

  it('34: results name a URL', () => {
    assert.equal(audioUrl(PROJECT, SEGMENT), `/media/projects/${PROJECT}/audio/${SEGMENT}.wav`);
  });

  it('43: a project has a folder of its own, images are in it', () => {
    assert.equal(projectFolder('/media', PROJECT), join('/media', 'projects', PROJECT));
    assert.equal(imageFolder('/media', PROJECT), join('/media', 'projects', PROJECT, 'images'));
  });

  const badIds = [
    '',
    '.',
    '..',
    '../../etc/passwd',
    `../${SEGMENT}`,
    `${SEGMENT}/..`,
    `${SEGMENT}\0`,
    `${SEGMENT}\n`,
    SEGMENT.toUpperCase(),
    SEGMENT.replace('-4', '-1'),
    SEGMENT.replace('-9', '-7'),
    `${SEGMENT}0`,
    `{${SEGMENT}}`,
  ];
  for (const id of badIds) {
    it(`50: ${JSON.stringify(id)} never becomes part of a path`, () => {
      const isWrongUse = (error: unknown) => isErrorCode(error, 'WrongUse');
      assert.throws(() => audioPath('/media', id, SEGMENT), isWrongUse);
      assert.throws(() => audioPath('/media', PROJECT, id), isWrongUse);
      assert.throws(() => audioUrl(PROJECT, id), isWrongUse);
      assert.throws(() => projectFolder('/media', id), isWrongUse);
      assert.throws(() => imageFolder('/media', id), isWrongUse);
    });
  }

  const names: [name: string, isGood: boolean][] = [
    ['a.png', true],
    ['Ein Bild (2).webp', true],
    ['..png', true],
    ['', false],
    ['.', false],
    ['..', false],
    ['a/b.png', false],
    ['..\\b.png', false],
    ['C:b.png', false],
    ['a\0.png', false],
  ];
  for (const [name, isGood] of names) {
    it(`${isGood ? 'takes' : 'refuses'} ${JSON.stringify(name)} as the name of an image`, () => {
      assert.equal(isFileName(name), isGood);
      if (!isGood) assert.throws(() => imageReference(PROJECT, name));
    });
  }

  const stories: [path: string, isGood: boolean][] = [
    ['a.story.md', true],
    ['part one/..a.story.md', true],
    ['', false],
    ['/a.story.md', false],
    ['a//b.story.md', false],
    ['../a.story.md', false],
    ['a/../../b.story.md', false],
    ['a\\b.story.md', false],
  ];
  for (const [path, isGood] of stories) {
    it(`${isGood ? 'takes' : 'refuses'} ${JSON.stringify(path)} as the path of a story`, () => {
      assert.equal(isStoryPath(path), isGood);
    });
  }
});
