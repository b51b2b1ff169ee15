import assert from 'node:assert/strict';
import {
  type DraftVoice,
  draftVoices,
  findDraftVoice,
  suggestVoices,
} from '../../../../../src/core/speech/draft/draftVoices';
import type { Espeak } from '../../../../../src/core/speech/espeak/espeak';
import { realEspeak } from '../espeak/realEspeak';

describe('draft voices', () => {
  describe('table', () => {
    let espeak: Espeak;
    before(async () => {
      espeak = await realEspeak();
    });

    it('holds every voice of espeak-ng once', () => {
      const offered = espeak.listVoices().map((voice) => voice.identifier);
      assert.deepEqual(draftVoices.map((voice) => voice.espeak).sort(), offered.sort());
    });

    it('finds every language tag of espeak-ng, and finds a voice that speaks it', () => {
      for (const { name } of espeak.listVoices().flatMap((voice) => voice.languages)) {
        const found = findDraftVoice(`draft:${name}`);
        const languages = espeak.listVoices().find((voice) => voice.identifier === found?.espeak)?.languages;
        assert.ok(
          languages?.some((language) => language.name === name),
          name,
        );
      }
    });

    it('has tags and aliases that mean one voice each, in lower case', () => {
      const tags = draftVoices.flatMap((voice) => [voice.tag, ...voice.aliases]);
      assert.equal(new Set(tags).size, tags.length);
      for (const tag of tags) assert.match(tag, /^[a-z0-9]+(-[a-z0-9]+)*$/u);
    });

    it('has languages in their canonical form, and a name for each', () => {
      for (const { tag, language, name } of draftVoices) {
        assert.deepEqual(Intl.getCanonicalLocales(tag), [language]);
        assert.equal(name, name.trim());
        assert.notEqual(name, '');
      }
      assert.equal(new Set(draftVoices.map((voice) => voice.name)).size, draftVoices.length);
    });

    it('selects a voice of its own with every row but one', () => {
      // Numbers tell the French voices apart, and Bosnian from Croatian; the sound, what phonemes do not.
      const probe = 'Straße 80 90 1000 hao3 ñandú χαίρε привет 你好 नमस्ते مرحبا';
      const sound = (voice: DraftVoice) =>
        espeak.synthesize('Ana', { voice: voice.espeak, wordsPerMinute: 350 }).pcm.join();
      const alike = alikeBy(draftVoices, (voice) => espeak.phonemes(probe, voice.espeak))
        .flatMap((voices) => alikeBy(voices, sound))
        .map((voices) => voices.map(({ id }) => id));
      // espeak-ng defines these two alike, up to the name.
      assert.deepEqual(alike, [['draft:cmn', 'draft:cmn-latn-pinyin']]);
    });
  });

  describe('lookup', () => {
    const cases: [id: string, espeak: string | undefined][] = [
      ['draft:en-us', 'gmw/en-US'],
      ['draft:en-gb', 'gmw/en'],
      ['draft:en', 'gmw/en'],
      ['draft:fr', 'roa/fr'],
      ['draft:fr-fr', 'roa/fr'],
      ['draft:de', 'gmw/de'],
      ['draft:es-mx', 'roa/es-419'],
      ['draft:pt-br', 'roa/pt-BR'],
      ['draft:zh', 'sit/cmn'],
      ['draft:zh-yue', 'sit/yue'],
      ['draft:no', 'gmq/nb'],
      ['Draft:EN-US', 'gmw/en-US'],
      [' draft:en_US ', 'gmw/en-US'],
      ['draft:', undefined],
      ['draft:xx', undefined],
      ['draft:en-us+f3', undefined],
      ['draft:gmw/en-us', undefined],
      ['en-us', undefined],
      ['af_bella', undefined],
      ['', undefined],
    ];
    for (const [id, espeak] of cases) {
      it(`${JSON.stringify(id)} ▶ ${espeak}`, () => {
        assert.equal(findDraftVoice(id)?.espeak, espeak);
      });
    }
  });

  describe('suggestions', () => {
    const cases: [name: string, first: string | undefined][] = [
      ['draft:en-uk', 'draft:en-gb'],
      ['draft:en-usa', 'draft:en-us'],
      ['draft:german', 'draft:de'],
      ['draft:Frensh', 'draft:fr'],
      ['draft:ptbr', 'draft:pt-br'],
      ['draft:fr-ca', 'draft:fr'],
      ['draft:', undefined],
      ['draft:qqqqqqqq', undefined],
    ];
    for (const [name, first] of cases) {
      it(`${name} ▶ ${first}`, () => {
        const suggestions = suggestVoices(name);
        assert.ok(
          first === undefined ? suggestions.length === 0 : suggestions.includes(first),
          suggestions.join(),
        );
        assert.ok(suggestions.length <= 3);
      });
    }
  });
});

/** The groups of two and more voices that have the same key. */
function alikeBy(voices: readonly DraftVoice[], keyOf: (voice: DraftVoice) => string): DraftVoice[][] {
  const groups = new Map<string, DraftVoice[]>();
  for (const voice of voices) {
    const key = keyOf(voice);
    groups.set(key, [...(groups.get(key) ?? []), voice]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
