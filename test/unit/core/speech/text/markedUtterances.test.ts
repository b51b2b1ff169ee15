import assert from 'node:assert/strict';
import type { SpokenMark, SpokenParagraph, Utterance } from '../../../../../src/core/model';
import { planUtterances } from '../../../../../src/core/speech/text/utterances';

/**
 * A paragraph written with its marks: `|500|` is a pause, `<name ... >` a stretch with a voice, `{...}` a stretch whose
 * sound is given.
 */
function paragraph(written: string, kind: SpokenParagraph['kind'] = 'prose'): SpokenParagraph {
  const marks: SpokenMark[] = [];
  const open: { from: number; voice: string }[] = [];
  let text = '';
  let pronounced = 0;
  for (const [token] of written.matchAll(/\|\d+\||<\w+ |>|\{|\}|[^|<>{}]+/gu)) {
    const at = text.length;
    if (token.startsWith('|'))
      marks.push({ kind: 'pause', from: at, to: at, milliseconds: Number(token.slice(1, -1)) });
    else if (token.startsWith('<')) open.push({ from: at, voice: token.slice(1, -1) });
    else if (token === '>') marks.push({ kind: 'voice', to: at, ...(open.pop() ?? assert.fail()) });
    else if (token === '{') pronounced = at;
    else if (token === '}') marks.push({ kind: 'pronounce', from: pronounced, to: at, phonemes: 'ˈa' });
    else text += token;
  }
  marks.sort((one, other) => one.from - other.from || other.to - one.to);
  const spans = [{ at: 0, length: text.length, source: { from: 0, to: text.length } }];
  return { kind, text, spans, notes: [], marks };
}

/** An utterance as it is written in the tables below. */
function shown({ text, voice, pause, lead, boundary }: Utterance): string {
  return [
    lead === undefined ? '' : `|${String(lead)}|`,
    voice === undefined ? text : `<${voice} ${text}>`,
    pause === undefined ? '' : `|${String(pause)}|`,
    ` ${boundary}`,
  ].join('');
}

const plan = (...written: string[]) =>
  planUtterances(
    written.map((each) => paragraph(each)),
    { language: 'en' },
  );

const long = 'The lights of the boats rose and fell.';

describe('planUtterances: pauses and voices in the text', () => {
  const rows: [title: string, paragraphs: string[], utterances: string[], sentences?: number][] = [
    ['a pause inside a sentence', ['She saw |500| the boats.'], ['She saw|500| part', 'the boats. end'], 1],
    ['a pause between sentences', [`${long} |500|${long}`], [`${long}|500| sentence`, `${long} end`], 2],
    ['behind the space as well', [`${long}|500| ${long}`], [`${long}|500| sentence`, `${long} end`], 2],
    ['short neighbours stay apart', ['No. |500|Yes. Go.'], ['No.|500| sentence', 'Yes. Go. end'], 3],
    ['at the beginning', [`|500|${long}`], [`|500|${long} end`], 1],
    ['at the end', [`${long}|500|`], [`${long}|500| end`], 1],
    ['at a paragraph’s end', [`${long}|500|`, long], [`${long}|500| paragraph`, `${long} end`], 2],
    ['at a paragraph’s beginning', [long, `|500|${long}`], [`${long}|500| paragraph`, `${long} end`], 2],
    ['on both sides', [`${long}|500|`, `|300|${long}`], [`${long}|800| paragraph`, `${long} end`], 2],
    ['two at one place', ['She saw |500||200| the boats.'], ['She saw|700| part', 'the boats. end'], 1],
    ['two that only white space parts', ['She saw|500| |200|boats.'], ['She saw|700| part', 'boats. end'], 1],
    ['before a full stop', ['She saw it|500|.'], ['She saw it.|500| end'], 1],
    ['before a closing quote', ['“Stop,|500|” she said.'], ['“Stop,”|500| part', 'she said. end'], 1],
    [
      'behind an opening quote',
      [`${long} “|500|Stop,” she said.`],
      [`${long}|500| sentence`, '“Stop,” she said. end'],
      2,
    ],
    ['behind a lone mark', ['… |500|She saw it.'], ['|500|… She saw it. end'], 1],
    ['before a lone mark', ['She saw it |500|…'], ['She saw it …|500| end'], 1],
    ['in a text with nothing to speak', ['|500| …', long], [`${long} end`], 1],
    ['a voice inside a sentence', ['“<adam Stop,>” she said.'], ['<adam “Stop,”> part', 'she said. end'], 1],
    [
      'a voice for sentences',
      [`${long} <adam No. Yes.> ${long}`],
      [`${long} sentence`, '<adam No. Yes.> sentence', `${long} end`],
      4,
    ],
    ['a voice over all', [`<adam ${long}>`], [`<adam ${long}> end`], 1],
    ['two voices side by side', ['<adam Yes.> <bella No.>'], ['<adam Yes.> sentence', '<bella No.> end'], 2],
    ['one voice twice is one', ['<adam Yes.> <adam No.>'], ['<adam Yes. No.> end'], 2],
    [
      'the innermost voice',
      ['<adam He said <bella yes> then.>'],
      ['<adam He said> part', '<bella yes> part', '<adam then.> end'],
      1,
    ],
    [
      'nested from the same place',
      ['<adam <bella Yes.> No.>'],
      ['<bella Yes.> sentence', '<adam No.> end'],
      2,
    ],
    ['a pause inside a voice', ['<adam He |500| went.>'], ['<adam He>|500| part', '<adam went.> end'], 1],
    ['a voice around nothing', [`She <adam … >${long}`], [`She … ${long} end`]],
  ];
  for (const [title, written, utterances, sentences] of rows) {
    it(title, () => {
      const made = plan(...written);
      assert.deepEqual(made.utterances.map(shown), utterances);
      if (sentences !== undefined) assert.equal(made.sentences.length, sentences);
    });
  }

  it('the parts of a divided sentence are all of that sentence', () => {
    const { utterances } = plan(`${long} She saw |500| the boats.`);
    assert.deepEqual(
      utterances.map(({ parts }) => parts.map(({ sentence }) => sentence)),
      [[0, 1], [1]],
    );
  });

  it('given sounds keep their words in an utterance', () => {
    const { utterances } = plan('No. {Lévi} went. |500|So did {Ann}.');
    const words = utterances.map(({ text, marks = [] }) => marks.map(({ from, to }) => text.slice(from, to)));
    assert.deepEqual(words, [['Lévi'], ['Ann']]);
  });

  it('a given sound that a pause divides is spoken as usual', () => {
    assert.deepEqual(
      plan('She saw {Ann |500|Bee}.').utterances.map(({ marks }) => marks),
      [undefined, undefined],
    );
  });
});
