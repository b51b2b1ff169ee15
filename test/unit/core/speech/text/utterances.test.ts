import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ParagraphKind, SpokenNote, SpokenParagraph } from '../../../../../src/core/model';
import { isSpeakable } from '../../../../../src/core/speech/text/speakable';
import { estimateTokens } from '../../../../../src/core/speech/text/tokenEstimate';
import { planUtterances, type UtterancePlan } from '../../../../../src/core/speech/text/utterances';

/** A paragraph whose text stands in the source at `start`, character by character. */
function paragraph(
  text: string,
  {
    start = 0,
    kind = 'prose',
    notes = [],
  }: { start?: number; kind?: ParagraphKind; notes?: SpokenNote[] } = {},
): SpokenParagraph {
  return { text, kind, notes, spans: spansOf(text, start) };
}

function note(text: string, at: number, start = 1000): SpokenNote {
  return { text, at, spans: spansOf(text, start) };
}

function spansOf(text: string, start: number) {
  return text === ''
    ? []
    : [{ at: 0, length: text.length, source: { from: start, to: start + text.length } }];
}

const plan = (...paragraphs: SpokenParagraph[]): UtterancePlan =>
  planUtterances(paragraphs, { language: 'en' });
const texts = (...paragraphs: SpokenParagraph[]): string[] =>
  plan(...paragraphs).utterances.map(({ text }) => text);
const boundaries = (...paragraphs: SpokenParagraph[]): string[] =>
  plan(...paragraphs).utterances.map(({ boundary }) => boundary);

const one = 'She walked close to the harbour wall.';
const two = 'Somewhere a dog barked twice and was still.';
const three = 'The lights of the boats rose and fell.';
/** A sentence with no clause mark of about so many tokens. */
const plain = (tokens: number): string => `Stones ${'lie '.repeat(Math.round((tokens - 13) / 4.3))}here.`;

describe('planUtterances groups sentences', () => {
  const rows: [title: string, text: string, utterances: string[]][] = [
    ['ordinary ones stand alone', `${one} ${two} ${three}`, [one, two, three]],
    ['a short one takes the next', `${one} Run! ${two} ${three}`, [one, `Run! ${two}`, three]],
    ['short ones take others until they are enough', `No. Yes. Go. ${one}`, [`No. Yes. Go. ${one}`]],
    [
      'short ones that are enough stop there',
      `No, no, no, no. I told you. ${one}`,
      ['No, no, no, no. I told you.', one],
    ],
    ['a short one at the end joins the one before', `${one} ${two} Run!`, [one, `${two} Run!`]],
    ['a lone short one stays', 'Run!', ['Run!']],
    [
      'a short one before one that is nearly full joins the one before',
      `${one} Run! ${plain(119)}`,
      [`${one} Run!`, plain(119)],
    ],
    [
      'with no room on either side it stands alone',
      `${plain(119)} Run! ${plain(119)}`,
      [plain(119), 'Run!', plain(119)],
    ],
    ['with no room before the end it stands alone', `${plain(119)} Run!`, [plain(119), 'Run!']],
  ];
  for (const [title, text, utterances] of rows) {
    it(title, () => {
      assert.deepEqual(texts(paragraph(text)), utterances);
    });
  }

  it('never across paragraphs', () => {
    assert.deepEqual(texts(paragraph('Run!'), paragraph('Go!'), paragraph(one)), ['Run!', 'Go!', one]);
  });

  it('without a space where the text has none', () => {
    const { utterances } = planUtterances([paragraph('行く？「はい」')], { language: 'ja' });
    assert.deepEqual(
      utterances.map(({ text }) => text),
      ['行く？「はい」'],
    );
  });
});

describe('planUtterances leaves what cannot be said to its neighbours', () => {
  const rows: [text: string, utterances: string[], sentences: number][] = [
    [`${one} … ${two}`, [`${one} …`, two], 2],
    [`!!! ${one}`, [`!!! ${one}`], 1],
    [`${one} ?! !!`, [`${one} ?! !!`], 1],
    ['* * *', [], 0],
    ['…', [], 0],
    ['', [], 0],
    ['★ — !', [], 0],
    ['😀 — !', ['😀 — !'], 1],
  ];
  for (const [text, utterances, sentences] of rows) {
    it(JSON.stringify(text), () => {
      const planned = plan(paragraph(text));
      assert.deepEqual(
        planned.utterances.map((each) => each.text),
        utterances,
      );
      assert.equal(planned.sentences.length, sentences);
    });
  }
});

describe('planUtterances sets boundaries', () => {
  const rows: [title: string, paragraphs: SpokenParagraph[], expected: string[]][] = [
    [
      'of sentences and paragraphs',
      [paragraph(`${one} ${two}`), paragraph(three)],
      ['sentence', 'paragraph', 'end'],
    ],
    ['of a heading', [paragraph('The Harbour', { kind: 'heading' }), paragraph(one)], ['heading', 'end']],
    [
      'of items and rows',
      [paragraph(one, { kind: 'item' }), paragraph(two, { kind: 'row' })],
      ['paragraph', 'end'],
    ],
    ['of a heading alone', [paragraph('The Harbour', { kind: 'heading' })], ['end']],
    ['past a paragraph that says nothing', [paragraph(one), paragraph('* * *')], ['end']],
    [
      'inside a long sentence',
      [paragraph(`${plain(80).slice(0, -1)}, ${plain(80)} ${one}`)],
      ['part', 'sentence', 'end'],
    ],
    ['of nothing', [], []],
  ];
  for (const [title, paragraphs, expected] of rows) {
    it(title, () => {
      assert.deepEqual(boundaries(...paragraphs), expected);
    });
  }
});

describe('planUtterances speaks notes after the sentence they stand in', () => {
  const aside = 'A note about the harbour and its walls.';
  const rows: [title: string, at: number, expected: string[]][] = [
    ['within the first', 5, [one, aside, two]],
    ['at the end of the first', one.length, [one, aside, two]],
    ['at the start of the second', one.length + 1, [one, two, aside]],
    ['at the end of the text', one.length + 1 + two.length, [one, two, aside]],
    ['at the start of the text', 0, [one, aside, two]],
  ];
  for (const [title, at, expected] of rows) {
    it(title, () => {
      const planned = plan(paragraph(`${one} ${two}`, { notes: [note(aside, at)] }));
      assert.deepEqual(
        planned.utterances.map(({ text }) => text),
        expected,
      );
      const index = expected.indexOf(aside);
      assert.deepEqual(planned.sentences[index], {
        text: aside,
        source: { from: 1000, to: 1000 + aside.length },
      });
    });
  }

  it('in the order in which they stand', () => {
    const notes = [note(two, 3), note(three, 9)];
    assert.deepEqual(texts(paragraph(one, { notes })), [one, two, three]);
  });

  it('even where the paragraph itself says nothing', () => {
    assert.deepEqual(texts(paragraph('…', { notes: [note(one, 1)] })), [one]);
  });
});

describe('planUtterances splits long sentences', () => {
  const clause = (tokens: number): string => plain(tokens).slice(0, -1);
  const rows: [title: string, text: string, sizes: number[]][] = [
    ['not while they are within the aim', plain(119), [119]],
    ['into two equal halves', `${clause(70)}, ${plain(70)}`, [70, 70]],
    [
      'into the fewest pieces that fit',
      `${clause(50)}, ${clause(50)}, ${clause(50)}, ${plain(50)}`,
      [100, 100],
    ],
    [
      'into equal pieces rather than full ones',
      `${clause(40)}, ${clause(40)}, ${clause(40)}, ${clause(20)}, ${plain(20)}`,
      [80, 80],
    ],
    ['at a strong mark rather than at the middle', `${clause(55)}; ${clause(20)}, ${plain(75)}`, [55, 95]],
    ['not at a strong mark near the end', `${clause(30)}; ${clause(35)}, ${plain(65)}`, [65, 65]],
    [
      'before a conjunction where nothing else helps',
      `${clause(70)} and ${plain(70).toLowerCase()}`,
      [70, 73],
    ],
    ['not without a mark while it is bearable', plain(170), [170]],
    ['at words beyond that, in equal pieces', plain(340), [113, 113, 113]],
    ['not for the sake of a scrap', `Ah, ${plain(125)}`, [129]],
    ['a single word at letters', `${'a'.repeat(300)}.`, [110, 110, 110]],
  ];
  for (const [title, text, sizes] of rows) {
    it(title, () => {
      const planned = plan(paragraph(text));
      const found = planned.utterances.map((utterance) => Math.round(estimateTokens(utterance.text)));
      assert.equal(found.length, sizes.length, found.join());
      for (const [index, size] of sizes.entries())
        assert.ok(Math.abs(found[index]! - size) < 7, found.join());
      assert.equal(planned.sentences.length, 1);
      assert.ok(planned.utterances.every(({ parts }) => parts.length === 1 && parts[0]!.sentence === 0));
    });
  }

  it('cuts where a speaker would pause', () => {
    const text =
      'By the time the bells struck ten, the square was empty but for a musician, who played beneath the arcade; nobody listened, and nobody threw a coin into the hat that lay open at his feet (it was not his).';
    assert.deepEqual(texts(paragraph(text)), [
      'By the time the bells struck ten, the square was empty but for a musician, who played beneath the arcade;',
      'nobody listened, and nobody threw a coin into the hat that lay open at his feet (it was not his).',
    ]);
  });

  it('keeps letters and their accents together', () => {
    const text = 'e\u0301𝒳'.repeat(400);
    for (const piece of texts(paragraph(text))) {
      assert.ok(!/^[\u0301\udc00-\udfff]/.test(piece));
      assert.ok(piece.isWellFormed());
    }
  });

  it('never into a piece that says nothing', () => {
    const text = `—${'—, '.repeat(30)}${clause(100)}, ${'!, '.repeat(30)}${clause(100)}${' —'.repeat(30)}.`;
    assert.ok(texts(paragraph(text)).every((text) => isSpeakable(text)));
  });
});

const ordinary = fc
  .array(fc.constantFrom('stone', 'harbour', 'lamp', 'walked', 'under', 'seventeen', 'grey'), {
    minLength: 6,
    maxLength: 10,
  })
  .map((words) => `The ${words.join(' ')}.`);
const short: fc.Arbitrary<string> = fc.constantFrom('No.', 'Run!', 'Why?', 'I see.', '“Stop!”');
const long = fc
  .array(
    fc.array(fc.constantFrom('stone', 'and', 'harbours', 'because', 'x'), { minLength: 1, maxLength: 60 }),
    { minLength: 1, maxLength: 12 },
  )
  .map((clauses) => `So ${clauses.map((words) => words.join(' ')).join(', ')}.`);

describe('planUtterances keeps every character', () => {
  const bare = (text: string): string => text.replace(/\s/g, '');

  it('of the text and its notes, once and in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(ordinary, short, long), { minLength: 1, maxLength: 8 }),
        ordinary,
        (sentences, aside) => {
          const text = sentences.join(' ');
          const planned = plan(paragraph(text, { notes: [note(aside, text.length)] }), paragraph(text));
          const spoken = planned.utterances.map((utterance) => utterance.text).join('');
          assert.equal(bare(spoken), bare(text + aside + text));
        },
      ),
    );
  });

  it('of any text with something to say, in utterances that each say something', () => {
    const pieces = [
      'a',
      'Bc',
      '5',
      '.',
      '!',
      '…',
      ',',
      ';',
      '"',
      '”',
      '(',
      ')',
      '—',
      ' ',
      ' ',
      ' and ',
      'あ',
      '。',
      '「',
      '😀',
      '\u0301',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 400 }), (list) => {
        const text = list.join('').trim();
        const { utterances, sentences } = plan(paragraph(text, { start: 7 }));
        assert.equal(
          bare(utterances.map((each) => each.text).join('')),
          isSpeakable(text, 'en-US') ? bare(text) : '',
        );
        for (const utterance of utterances) {
          assert.ok(isSpeakable(utterance.text, 'en-US'));
          assert.equal(utterance.text, utterance.text.trim());
        }
        for (const sentence of sentences) {
          assert.equal(text.slice(sentence.source.from - 7, sentence.source.to - 7), sentence.text);
        }
      }),
    );
  });

  it('in parts that name every sentence in order and cover each utterance', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(ordinary, short, long), { minLength: 1, maxLength: 8 }), (list) => {
        const { utterances, sentences } = plan(paragraph(list.join(' ')), paragraph(list.join(' ')));
        const collected = sentences.map(() => '');
        let last = 0;
        for (const { text, parts } of utterances) {
          let end = 0;
          for (const { sentence, from, to } of parts) {
            assert.ok(sentence >= last && from >= end && to > from);
            assert.equal(text.slice(end, from).trim(), '');
            collected[sentence] = collected[sentence]! + text.slice(from, to);
            [last, end] = [sentence, to];
          }
          assert.equal(end, text.length);
        }
        assert.deepEqual(
          collected.map(bare),
          sentences.map((sentence) => bare(sentence.text)),
        );
      }),
    );
  });

  it('in utterances of bearable size', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(ordinary, short, long), { minLength: 1, maxLength: 6 }), (list) => {
        for (const { text, parts } of plan(paragraph(list.join(' '))).utterances) {
          assert.ok(estimateTokens(text) <= (parts.length > 1 ? 120 : 200));
        }
      }),
    );
  });
});

describe('planUtterances re-voices little after an edit', () => {
  /** How many utterances after an edit were not there before it. */
  function newUtterances(before: readonly string[], after: readonly string[]): number {
    const known = texts(paragraph(before.join(' ')));
    return texts(paragraph(after.join(' '))).filter((text) => {
      const index = known.indexOf(text);
      if (index >= 0) known.splice(index, 1);
      return index < 0;
    }).length;
  }
  /** Ordinary sentences, or ordinary ones with short ones that are not neighbours. */
  const edits = (sentences: fc.Arbitrary<string[]>) =>
    fc
      .tuple(sentences, ordinary, fc.nat())
      .map(([list, added, place]) => ({ list, added, at: place % (list.length + 1) }));
  const mixed = fc
    .array(fc.tuple(ordinary, fc.option(short, { nil: undefined })), { minLength: 1, maxLength: 8 })
    .map((pairs) => pairs.flat().filter((sentence) => sentence !== undefined));

  it('one for an ordinary sentence inserted among others, none for one deleted', () => {
    fc.assert(
      fc.property(edits(fc.array(ordinary, { minLength: 1, maxLength: 8 })), ({ list, added, at }) => {
        const longer = list.toSpliced(at, 0, added);
        assert.equal(newUtterances(list, longer), 1);
        assert.equal(newUtterances(longer, list), 0);
      }),
    );
  });

  it('at most two for one inserted beside short ones, at most one for one deleted', () => {
    fc.assert(
      fc.property(edits(mixed), ({ list, added, at }) => {
        assert.ok(newUtterances(list, list.toSpliced(at, 0, added)) <= 2);
      }),
    );
    fc.assert(
      fc.property(mixed, fc.nat(), (list, place) => {
        const places = list.flatMap((sentence, index) => (sentence.startsWith('The') ? [index] : []));
        const at = places[place % places.length]!;
        // Two short sentences that become neighbours may pair anew; that is the next test's matter.
        fc.pre(
          at === 0 ||
            at === list.length - 1 ||
            list[at - 1]!.startsWith('The') ||
            list[at + 1]!.startsWith('The'),
        );
        assert.ok(newUtterances(list, list.toSpliced(at, 1)) <= 1);
      }),
    );
  });

  it('never beyond the run of short sentences that is edited', () => {
    fc.assert(
      fc.property(
        fc.array(ordinary, { minLength: 1, maxLength: 4 }),
        fc.array(short, { minLength: 2, maxLength: 9 }),
        fc.array(ordinary, { minLength: 2, maxLength: 4 }),
        ordinary,
        fc.nat(),
        (head, run, tail, added, place) => {
          const at = place % run.length;
          const before = texts(paragraph([...head, ...run, ...tail].join(' ')));
          const after = texts(paragraph([...head, ...run.toSpliced(at, 0, added), ...tail].join(' ')));
          assert.deepEqual(after.slice(0, head.length), before.slice(0, head.length));
          assert.deepEqual(after.slice(1 - tail.length), before.slice(1 - tail.length));
        },
      ),
    );
  });
});

describe('planUtterances with any amount of text', () => {
  it('takes time in proportion to it', function () {
    this.timeout(8000);
    for (const piece of ['a, ', 'a', 'あ、', '; ', 'A. ', 'No! ', '(a) ', 'e\u0301', ' and a', 'word ']) {
      plan(paragraph(piece.repeat(100_000 / piece.length)));
    }
  });

  it('takes time in proportion to its notes', function () {
    this.timeout(8000);
    const count = 50_000;
    const notes = Array.from({ length: count }, (_, index) => note('So.', 4 * index + 2));
    const { sentences } = plan(paragraph('No! '.repeat(count), { notes }));
    assert.equal(sentences.length, 2 * count);
    assert.deepEqual(
      sentences.slice(-2).map(({ text }) => text),
      ['No!', 'So.'],
    );
  });
});
