import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../../src/core/story/applyEdits';
import { parseStory } from '../../../../src/core/story/parseStory';
import { setFrontMatter } from '../../../../src/core/story/setFrontMatter';

const set = (source: string, key: 'voice' | 'speed' | 'title', value: string | number) =>
  applyEdits(source, setFrontMatter(source, key, value));

describe('setFrontMatter', () => {
  const cases: [what: string, before: string, after: string][] = [
    ['a story without any', '# One\n\nText.\n', '---\nvoice: af_bella\n---\n\n# One\n\nText.\n'],
    ['an empty file', '', '---\nvoice: af_bella\n---\n'],
    ['another key', '---\ntitle: A\n---\n# One\n', '---\ntitle: A\nvoice: af_bella\n---\n# One\n'],
    [
      'the key with a comment',
      '---\nvoice: "am_adam" # deep\nspeed: 1\n---\n',
      '---\nvoice: af_bella # deep\nspeed: 1\n---\n',
    ],
    ['the key without a value', '---\nvoice:\nspeed: 1\n---\n', '---\nspeed: 1\nvoice: af_bella\n---\n'],
    ['an empty one', '---\n---\nText.\n', '---\nvoice: af_bella\n---\nText.\n'],
    ['dots at its end', '---\na: 1\n...\nText.\n', '---\na: 1\nvoice: af_bella\n...\nText.\n'],
    ['CRLF', '---\r\ntitle: A\r\n---\r\nText.\r\n', '---\r\ntitle: A\r\nvoice: af_bella\r\n---\r\nText.\r\n'],
    ['no end of line at its end', '---\ntitle: A\n---', '---\ntitle: A\nvoice: af_bella\n---'],
  ];
  for (const [what, before, after] of cases)
    it(`sets the voice in ${what}`, () => {
      assert.equal(set(before, 'voice', 'af_bella'), after);
    });

  it('keeps what was set', () => {
    assert.deepEqual(setFrontMatter('---\nspeed: 1.1\n---\n', 'speed', 1.1), []);
  });

  it('refuses front matter that cannot be read, and says what to do', () => {
    assert.throws(() => set('---\n[unclosed\n---\n', 'voice', 'af_bella'), {
      code: 'InvalidStory',
      message: /correct it or remove it/u,
    });
  });

  for (const voice of ['draft:en-us', 'af_heart*0.6+af_bella*0.4', 'yes', 'a: b', '"', '1e3', '# no'])
    it(`writes ${voice} so that it is read again`, () => {
      assert.equal(parseStory(set('Text.\n', 'voice', voice)).frontMatter.voice, voice);
    });

  it('any title is read again, and the text below stays', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), (title) => {
        const wanted = title.replace(/[\s\0]+/g, ' ').trim();
        fc.pre(wanted !== '' && title.isWellFormed());
        const source = set('---\nspeed: 0.9\n---\n## Part\n\nText.\n', 'title', title);
        const parsed = parseStory(source);
        assert.equal(parsed.title, wanted);
        assert.deepEqual([parsed.frontMatter.speed, parsed.segments.length], [0.9, 1]);
      }),
    );
  });
});
