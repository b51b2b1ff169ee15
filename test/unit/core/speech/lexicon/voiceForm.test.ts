import assert from 'node:assert/strict';
import type { Pronounced } from '../../../../../src/core/model';
import { readSaying } from '../../../../../src/core/speech/lexicon/phonemeText';
import { audible, readableRespelling, voiceForm } from '../../../../../src/core/speech/lexicon/voiceForm';
import { sourceRange } from '../../../../../src/core/spokenText';

function pronounced(text: string, ...sayings: [word: string, saying: string][]): Pronounced[] {
  return sayings.map(([word, saying]) => {
    const from = text.indexOf(word);
    return { from, to: from + word.length, say: readSaying(saying), word };
  });
}

describe('what a voice is given', () => {
  const table: [text: string, sayings: [string, string][], form: string, given: [string, string][]][] = [
    ['Dr. Lévi paid $3.', [['Lévi', 'layvee']], 'Doctor Layvee paid three dollars.', []],
    ['Dr. Lévi paid $3.', [['Lévi', '/lˈAvi/']], 'Doctor Lévi paid three dollars.', [['Lévi', 'lˈAvi']]],
    [
      '$3 for Lévi, $5 for Mara.',
      [
        ['Lévi', 'layvee'],
        ['Mara', '/mˈɑɹə/'],
      ],
      'three dollars for Layvee, five dollars for Mara.',
      [['Mara', 'mˈɑɹə']],
    ],
    ['Meet Dr. Lévi.', [['Dr. Lévi', '/dˈɑk/']], 'Meet Doctor Lévi.', [['Doctor Lévi', 'dˈɑk']]],
    ['It was LAY-vee.', [['LAY-vee', 'LAY-vee']], 'It was Lay-vee.', []],
    ['Read $1984.', [['1984', '/A/']], 'Read one thousand nine hundred eighty-four dollars.', []],
  ];
  for (const [text, sayings, form, given] of table) {
    it(`reads ${text} as ${form}`, () => {
      const read = voiceForm({ text, pronounced: pronounced(text, ...sayings) }, 'en-US');
      assert.equal(read.text, form);
      const found = (read.pronunciations ?? []).map(({ from, to, phonemes }) => [
        read.text.slice(from, to),
        phonemes,
      ]);
      assert.deepEqual(found, given);
    });
  }

  it('leads every character back to where it stands', () => {
    const text = 'Old Lévi paid $3 to Mara.';
    const form = voiceForm({ text, pronounced: pronounced(text, ['Lévi', 'lay vee']) }, 'en-US');
    const back = (part: string) => {
      const from = form.text.indexOf(part);
      const source = sourceRange(form, { from, to: from + part.length });
      return text.slice(source.from, source.to);
    };
    for (const [part, source] of [
      ['Old', 'Old'],
      ['Lay', 'Lévi'],
      ['vee', 'Lévi'],
      ['paid', 'paid'],
      ['dollars', '$3'],
      ['Mara', 'Mara'],
    ])
      assert.equal(back(part ?? ''), source);
  });

  it('leaves out phonemes of what is read as part of something longer', () => {
    const text = 'Read $1984 to Mara.';
    const all = pronounced(text, ['1984', '/A/'], ['Mara', '/mˈɑɹə/']);
    assert.deepEqual(
      audible(text, all, 'en-US').map(({ word }) => word),
      ['Mara'],
    );
  });

  const respellings: [typed: string, read: string][] = [
    ['LAY-vee', 'lay-vee'],
    ['vuh-LYAY', 'vuh-lyay'],
    ['layvee', 'layvee'],
    ['NASA', 'NASA'],
    ['X-RAY', 'X-RAY'],
    ['Mary-Ann', 'Mary-Ann'],
  ];
  for (const [typed, read] of respellings) {
    it(`reads the respelling ${typed} as ${read}`, () => {
      assert.equal(readableRespelling(typed), read);
    });
  }
});
