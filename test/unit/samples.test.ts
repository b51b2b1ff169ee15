import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { normalise } from '../../src/core/speech/text/normalise';
import { estimateTokens } from '../../src/core/speech/text/tokenEstimate';
import { LIMIT } from '../../src/core/speech/text/utteranceSize';
import {
  listSentences,
  listSpoken,
  planSample,
  sampleNames,
  type PlannedSample,
} from '../support/sampleListings';

for (const name of sampleNames) {
  describe(`the sample ${name}`, () => {
    let sample: PlannedSample;
    const reviewed = (list: string) => readFile(join('test/fixtures/samples', `${name}.${list}.txt`), 'utf8');
    before(async () => {
      sample = await planSample(name);
    });

    it('has the sentences that a reader found in it', async () => {
      assert.deepEqual(listSentences(sample).split('\n'), (await reviewed('sentences')).split('\n'));
    });

    it('is said as a reader would say it', async () => {
      assert.deepEqual(listSpoken(sample).split('\n'), (await reviewed('spoken')).split('\n'));
    });

    it('gives each sentence the place where it stands', () => {
      const { markdown, segments } = sample;
      for (const { segment, sentences } of segments) {
        let last = segment.source.from;
        for (const { text, source } of sentences) {
          const read = plain(markdown.slice(source.from, source.to));
          const expected = isLabel(markdown, source.from) && !/[.!?:]$/u.test(read) ? `${read}.` : read;
          assert.equal(text, expected);
          assert.ok(source.from >= last && source.to <= segment.source.to, text);
          last = source.to;
        }
      }
    });

    it('leaves out no word, and says none twice', () => {
      const { markdown, segments } = sample;
      for (const { segment, sentences } of segments) {
        const isHeadingSpoken = segment.paragraphs[0]?.kind === 'heading';
        const { from, to } = isHeadingSpoken ? segment.source : segment.body;
        assert.deepEqual(
          wordsOf(sentences.map(({ text }) => text).join(' ')),
          wordsOf(plain(markdown.slice(from, to))),
        );
      }
    });

    it('is spoken in utterances that hold its sentences, in order and within the limit', () => {
      for (const { sentences, utterances } of sample.segments) {
        const parts = utterances.flatMap(({ text, parts }) =>
          parts.map(({ sentence, from, to }) => ({ sentence, text: text.slice(from, to) })),
        );
        assert.deepEqual(
          sentences.map((_, index) =>
            parts
              .filter(({ sentence }) => sentence === index)
              .map(({ text }) => dense(text))
              .join(''),
          ),
          sentences.map(({ text }) => dense(text)),
        );
        assert.equal(
          dense(utterances.map(({ text }) => text).join('')),
          dense(sentences.map(({ text }) => text).join('')),
        );
        for (const { text } of utterances) assert.ok(estimateTokens(text) <= LIMIT, text);
      }
    });

    it('is said alike in sentences and in utterances', () => {
      const { language, segments } = sample;
      for (const { sentences, utterances } of segments) {
        const said = (texts: readonly { readonly text: string }[]): string =>
          dense(texts.map(({ text }) => normalise(text, language).text).join(''));
        assert.equal(said(utterances), said(sentences));
      }
    });
  });
}

/** Markdown as plain text on one line, as far as the samples use Markdown. Knows nothing of StoryFlow's parser. */
function plain(markdown: string): string {
  const changes: readonly (readonly [marks: RegExp, text: string])[] = [
    [/<!--[^]*?-->/gu, ''],
    [/\[\^1\](?:: )?/gu, ''],
    [/\[([^\]]+)\]\([^)]+\)/gu, '$1'],
    [/^(?:> ?|#+ |- |\d\. )/gmu, ''],
    [/^(?:-+|\* ?\* ?\*|\|[ |-]+\|)$/gmu, ''],
    [/^\| *| *\|$/gmu, ''],
    [/ +\| +/gu, ', '],
    [/&nbsp;/gu, ' '],
    [/&mdash;/gu, '—'],
    [/\\$/gmu, ''],
    [/\*/gu, ''],
    [/\s+/gu, ' '],
  ];
  return changes.reduce((text, [marks, replacement]) => text.replace(marks, replacement), markdown).trim();
}

/** Whether a heading or a table row stands at an offset: these get a full stop where none stands. */
function isLabel(markdown: string, at: number): boolean {
  const [line = '', next = ''] = markdown.slice(markdown.lastIndexOf('\n', at - 1) + 1).split('\n', 2);
  return /^[#|]/u.test(line) || /^-+$/u.test(next);
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function dense(text: string): string {
  return text.replace(/\s/gu, '');
}
