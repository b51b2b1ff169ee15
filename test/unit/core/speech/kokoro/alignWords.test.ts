import assert from 'node:assert/strict';
import { alignWords, type Group } from '../../../../../src/core/speech/kokoro/alignWords';

const groups = (text: string): Group[] =>
  text
    .split(' ')
    .filter((group) => group !== '')
    .map((group) => group.split('_'));

// A clause as espeak-ng gives it, each word alone, and the words that come out.
const rows: readonly [what: string, clause: string, alone: string[], words: string[]][] = [
  ['separates fused words', 'aɪ_ɐ_m h_ˈɪɹ', ['ˈaɪ', 'ˈæ_m', 'h_ˈɪɹ'], ['aɪ', 'ɐ_m', 'h_ˈɪɹ']],
  ['separates three', 'aʊ_ɾ_ə_v_ð_ə', ['ˈaʊ_t', 'ʌ_v', 'ð_ə'], ['aʊ_ɾ', 'ə_v', 'ð_ə']],
  ['keeps a linking sound', 'ð_ɛ_ɹ_ˌɑːɹ ð_ˈoʊ_z', ['ð_ˈɛɹ', 'ˈɑːɹ', 'ð_ˈoʊ_z'], ['ð_ɛ_ɹ', 'ˌɑːɹ', 'ð_ˈoʊ_z']],
  ['keeps the groups of a number', 'w_ˈʌ_n θ_ˈaʊ k_ˈæ', ['w_ˈʌ_n θ_ˈaʊ', 'k_ˈæ'], ['w_ˈʌ_n θ_ˈaʊ', 'k_ˈæ']],
  [
    'is not misled by equal counts',
    'aɪ_ɐ_m w_ˈʌ_n θ_ˈaʊ',
    ['ˈaɪ', 'ˈæ_m', 'w_ˈʌ_n θ_ˈaʊ'],
    ['aɪ', 'ɐ_m', 'w_ˈʌ_n θ_ˈaʊ'],
  ],
  ['leaves a silent word empty', 'k_ˈæ_t d_ˈɑː_ɡ', ['k_ˈæ_t', '', 'd_ˈɑː_ɡ'], ['k_ˈæ_t', '', 'd_ˈɑː_ɡ']],
  ['gives an extra sound to a group’s own word', 'ð_ɪ j_ˈæ_p', ['ð_ə', 'ˈæ_p'], ['ð_ɪ', 'j_ˈæ_p']],
  ['takes nothing from an empty clause', '', ['k_ˈæ_t', 'd'], ['', '']],
  ['knows no words without sounds', 'k_ˈæ_t', ['', ''], ['', '']],
];

describe('alignWords', () => {
  for (const [what, clause, alone, words] of rows) {
    it(what, () => {
      const aligned = alignWords(groups(clause), alone.map(groups));
      assert.deepEqual(
        aligned.map((word) => word.map((group) => group.join('_')).join(' ')),
        words,
      );
    });
  }
});
