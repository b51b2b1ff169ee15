import assert from 'node:assert/strict';
import { toMisaki } from '../../../../../src/core/speech/kokoro/misaki';
import type { LanguageCode } from '../../../../../src/core/speech/kokoro/voices';

// espeak-ng's phonemes, `_` between them, and what misaki makes of them.
const rows: readonly [language: LanguageCode, espeak: string, misaki: string][] = [
  // both kinds of English
  ['a', 'aɪ_aʊ_eɪ_ɔɪ', 'IWAY'],
  ['b', 'aɪ_aʊ_eɪ_ɔɪ', 'IWAY'],
  ['a', 'dʒ_ˈɜː_n_i', 'ʤˈɜɹni'],
  ['a', 'm_ˈɜː_tʃ_ə_n_t_ʃ_ˌɪ_p', 'mˈɜɹʧəntʃˌɪp'],
  ['a', 'l_ˈɪ_ɾ_əl', 'lˈɪTᵊl'],
  ['a', 'w_ˈɔː_ɾ_ɚ', 'wˈɔTəɹ'],
  ['a', 'b_ˈʌ_ʔ_n\u0329', 'bˈʌtn'],
  ['a', 'b_ˈʌ_ʔ_ˌn\u0329', 'bˈʌtn'],
  ['a', 'p_ˈɹ_ɪ_z_m\u0329', 'pˈɹɪzᵊm'],
  ['a', 'ɐ_ɬ_r_x_ç', 'əlɹkk'],
  ['a', 'n_j_ʲo_ʲə_ʲ', 'njjojə'],
  ['a', 'b_ɔ̃', 'bɔ'],
  ['a', 'e_o', 'Aɔ'],
  // American
  ['a', 'h_ə_l_ˈoʊ', 'həlˈO'],
  ['a', 'f_ˈɜː_ɹ_i', 'fˈɜɹi'],
  ['a', 'f_ˈaɪɚ', 'fˈIəɹ'],
  ['a', 'k_ˈɑːɹ', 'kˈɑɹ'],
  ['a', 'h_ˈɪɹ', 'hˈɪɹ'],
  ['a', 'ˈɛ_ɹ_ɪə', 'ˈɛɹiə'],
  ['a', 'θ_ˈɔːɹ_iː_uː', 'θˈɔɹiu'],
  // British
  ['b', 'h_ə_l_ˈəʊ', 'həlˈQ'],
  ['b', 'ð_ˈeə', 'ðˈɛː'],
  ['b', 'n_ˌiə', 'nˌɪə'],
  ['b', 'b_ˈɜː_d', 'bˈɜːd'],
  ['b', 'f_ˈaɪə', 'fˈIə'],
  ['b', 'k_ˈɑː_iː', 'kˈɑːiː'],
  // other languages keep their length marks and nasal vowels
  ['e', 'p_ˈi_ts_a', 'pˈiʦa'],
  ['e', 'm_ˈu_tʃ_o', 'mˈuʧo'],
  ['f', 'b_ɔ̃_ʒ_ˈu_ʁ', 'bɔ̃ʒˈuʁ'],
  ['f', 'ʒ_ə-', 'ʒə'],
  ['h', 'k_ˈɛː_s_eː', 'kˈɛːseː'],
  ['h', 'bʰ_aː_ɾ', 'bʰaːɾ'],
  ['i', 'p_ˈi_tsː_a', 'pˈiʦːa'],
  ['i', 'm_ˈɛ_dz_o_dʒ_ss', 'mˈɛʣoʤS'],
  ['p', 'n_ˌɐ̃ʊ̃', 'nˌɐ̃ʊ̃'],
  ['p', 't_ʃ_ˈaʊ', 'tʃˈW'],
  // sounds without a symbol become the nearest one
  ['h', 'r._ɭ_ɦ', 'ɽlh'],
  ['f', 'g_ʏ', 'ɡy'],
  ['i', 'd\u032a_t\u032a', 'dt'],
];

describe('toMisaki', () => {
  for (const [language, espeak, misaki] of rows) {
    it(`${language}: ${espeak} is ${misaki}`, () => {
      assert.deepEqual(toMisaki(espeak.split('_'), language), { phonemes: misaki, unknown: [] });
    });
  }

  it('reports what it cannot write', () => {
    assert.deepEqual(toMisaki(['k', 'ǂ', 'ˈa1'], 'e'), { phonemes: 'kˈa', unknown: ['ǂ', '1'] });
  });
});
