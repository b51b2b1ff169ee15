import assert from 'node:assert/strict';
import { following, scrolledBy, type ScrollEvent } from '../../../../src/vscode/player/autoScroll';

/** A capital letter means that the spoken sentence is visible then. */
const events = {
  S: { kind: 'spoken', isVisible: true },
  s: { kind: 'spoken', isVisible: false },
  P: { kind: 'played', isVisible: true },
  p: { kind: 'played', isVisible: false },
  M: { kind: 'scrolled', isVisible: true },
  m: { kind: 'scrolled', isVisible: false },
  R: { kind: 'resized', isVisible: true },
  r: { kind: 'resized', isVisible: false },
  e: { kind: 'edited' },
} as const satisfies Record<string, ScrollEvent>;

describe('an editor that follows the sound', () => {
  const table: [title: string, happens: string, revealed: string][] = [
    ['reveals every sentence, which scrolls only where it is out of sight', 'SsMS', 'SsS'],
    ['takes its own scrolling for nobody else’s', 'SsmmMs', 'Sss'],
    ['yields when the writer scrolls the sentence away', 'SmsS', 'SS'],
    ['follows again when the writer scrolls back to it', 'SmsMs', 'Ss'],
    ['follows on where the writer scrolls and the sentence stays visible', 'SMs', 'Ss'],
    ['yields when the writer types or moves the cursor', 'Sess', 'S'],
    ['keeps still while the sentence goes out of sight behind the writer', 'SeSs', 'S'],
    ['follows again when the sentence came back into sight', 'SesMs', 'Ss'],
    ['follows again when the sound came back into sight', 'SesSs', 'SSs'],
    ['follows again at Play', 'SeSpms', 'Sps'],
    ['and after being scrolled away as well', 'SmpMs', 'Sps'],
    ['does not take a smaller window for a writer', 'Srs', 'Ss'],
    ['nor a larger one', 'sRs', 'ss'],
  ];
  for (const [title, happens, revealed] of table)
    it(`${title}: ${happens}`, () => {
      let state = following;
      let reveals = '';
      for (const letter of happens) {
        const result = scrolledBy(state, events[letter as keyof typeof events]);
        state = result.next;
        if (result.reveals) reveals += letter;
      }
      assert.equal(reveals, revealed);
    });
});
