import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  afterChanges,
  SentencePlaces,
  type Places,
  type TextChange,
} from '../../../../src/vscode/player/sentencePlaces';

const change = (rangeOffset: number, rangeLength: number, text: string): TextChange => ({
  rangeOffset,
  rangeLength,
  text,
});

describe('the places of sentences in a text that is edited', () => {
  const place = { from: 10, to: 20 };
  const table: [title: string, edit: TextChange, after: Places[0]][] = [
    ['behind it', change(25, 3, 'x'), place],
    ['at its end', change(20, 0, 'xyz'), place],
    ['before it', change(2, 3, 'x'), { from: 8, to: 18 }],
    ['at its beginning', change(10, 0, 'xyz'), { from: 13, to: 23 }],
    ['up to its beginning', change(5, 5, ''), { from: 5, to: 15 }],
    ['inside it', change(15, 0, 'x'), undefined],
    ['of its first character', change(10, 1, 'x'), undefined],
    ['of its last character', change(19, 1, ''), undefined],
    ['over its beginning', change(5, 6, ''), undefined],
    ['of all of it', change(0, 100, 'x'), undefined],
  ];
  for (const [title, edit, after] of table)
    it(`an edit ${title} ${after ? 'keeps it' : 'loses it'}`, () => {
      assert.deepEqual(afterChanges([place], [edit]), [after]);
    });

  it('are where their characters are, and only while these stand together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 6 })), { maxLength: 8 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(8), fc.nat(4)), { maxLength: 6 }),
        (stretches, edits) => {
          const { places, letters } = textOf(stretches);
          /** What is lost stays lost, also when the edit is undone. */
          let found = places;
          const changes = edits.flatMap(([at, length, inserted]) => {
            const rangeOffset = at % (letters.length + 1);
            const rangeLength = Math.min(length, letters.length - rangeOffset);
            if (rangeLength + inserted === 0) return [];
            letters.splice(rangeOffset, rangeLength, ...Array<undefined>(inserted));
            found = placesIn(letters, places).map((place, index) => found[index] && place);
            return change(rangeOffset, rangeLength, 'x'.repeat(inserted));
          });
          assert.deepEqual(afterChanges(places, changes), found);
        },
      ),
    );
  });

  it('of an answer move by what was typed since the question', () => {
    const places = new SentencePlaces();
    const answer = places.ask();
    places.change([change(0, 0, 'abc')]);
    answer([{ from: 1, to: 2 }]);
    assert.deepEqual(places.at(0), { from: 4, to: 5 });
    places.change([change(0, 1, '')]);
    assert.deepEqual(places.at(0), { from: 3, to: 4 });
  });

  it('come from the last question only', () => {
    const places = new SentencePlaces();
    const [first, second] = [places.ask(), places.ask()];
    first([{ from: 1, to: 2 }]);
    assert.equal(places.at(0), undefined);
    second([{ from: 5, to: 6 }]);
    first([{ from: 1, to: 2 }]);
    assert.deepEqual(places.at(0), { from: 5, to: 6 });
  });

  it('stay where no answer came', () => {
    const places = new SentencePlaces();
    places.ask()([{ from: 1, to: 2 }]);
    places.ask()(undefined);
    assert.deepEqual(places.at(0), { from: 1, to: 2 });
  });

  const whole: [answer: Places, isWhole: boolean][] = [
    [[], false],
    [[place], true],
    [[place, undefined], false],
  ];
  for (const [answer, isWhole] of whole)
    it(`of ${answer.length} sentences are ${isWhole ? '' : 'not '}whole`, () => {
      const places = new SentencePlaces();
      places.ask()(answer);
      assert.equal(places.isWhole, isWhole);
    });
});

/** A text as the letters that it consists of: each is known by its sentence and its place in it, others are none. */
type Letters = (string | undefined)[];

/** Sentences with gaps before them. */
function textOf(stretches: readonly [gap: number, length: number][]): { places: Places; letters: Letters } {
  const letters: Letters = [];
  const places = stretches.map(([gap, length], sentence) => {
    letters.push(...Array<undefined>(gap));
    const from = letters.length;
    letters.push(...Array.from({ length }, (_, index) => `${sentence}.${index}`));
    return { from, to: from + length };
  });
  return { places, letters };
}

/** Where each sentence stands, by looking for its letters. */
function placesIn(letters: Letters, sentences: Places): Places {
  return sentences.map((stretch, sentence) => {
    const length = stretch!.to - stretch!.from;
    const from = letters.indexOf(`${sentence}.0`);
    const isThere = Array.from({ length }, (_, index) => letters[from + index] === `${sentence}.${index}`);
    return isThere.every(Boolean) ? { from, to: from + length } : undefined;
  });
}
