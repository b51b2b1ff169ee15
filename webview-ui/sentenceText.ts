import type { Soundtrack } from '../src/shared/playerProtocol';
import { createFollower } from './follow';
import { rove } from './roving';

/** So many sentences are a block; blocks that are out of sight are not laid out. */
const BLOCK = 50;

/** The text of the segment, sentence by sentence. */
export interface SentenceText {
  show(soundtrack: Soundtrack | undefined): void;
  /** Marks the sentence that is heard. */
  showSentence(sentence: number | undefined): void;
}

/** `choose` gets the index of the sentence that was clicked. */
export function createSentenceText(container: HTMLElement, choose: (sentence: number) => void): SentenceText {
  let shown: Soundtrack | undefined;
  let spans: readonly HTMLElement[] = [];
  let current: HTMLElement | undefined;
  const roving = rove(container, () => spans);
  const follow = createFollower(container);
  container.addEventListener('click', ({ target }) => {
    // Who selects text, for instance to copy it, does not want to go anywhere.
    if (getSelection()?.isCollapsed === false) return;
    const span = target instanceof Element ? target.closest<HTMLElement>('[data-sentence]') : null;
    if (span) choose(Number(span.dataset['sentence']));
  });
  return {
    show(soundtrack) {
      if (soundtrack === shown) return;
      shown = soundtrack;
      current = undefined;
      spans = (soundtrack?.sentences ?? []).map(({ text }, index) => spanOf(text, index));
      container.replaceChildren(...blocksOf(spans));
      container.scrollTop = 0;
      roving.setStop(spans[0]);
    },
    showSentence(sentence) {
      const span = sentence === undefined ? undefined : spans[sentence];
      if (span === current) return;
      current?.removeAttribute('aria-current');
      current = span;
      if (!span) return;
      span.setAttribute('aria-current', 'true');
      roving.setStop(span);
      follow(span);
    },
  };
}

/** A link, because Enter goes there and Space plays and pauses as everywhere. */
function spanOf(text: string, index: number): HTMLElement {
  const span = document.createElement('span');
  span.setAttribute('role', 'link');
  span.tabIndex = -1;
  span.dataset['sentence'] = String(index);
  span.textContent = text;
  return span;
}

function blocksOf(spans: readonly HTMLElement[]): HTMLElement[] {
  const blocks: HTMLElement[] = [];
  for (let at = 0; at < spans.length; at += BLOCK) {
    const block = document.createElement('p');
    block.append(...spans.slice(at, at + BLOCK).flatMap((span) => [span, ' ']));
    blocks.push(block);
  }
  return blocks;
}
