import { scrollFor } from './scrollFor';
import { isMotionReduced } from './theme';

/** Who scrolled by hand is left alone for so many milliseconds. */
const PATIENCE = 4000;
/** What is so many times the window's height away is jumped to. */
const NEAR = 2;
/** So often a place is measured anew, because what came into sight turned out to be higher than it was held for. */
const MOST_TRIES = 3;

/** Scrolls to whatever it is handed, unless the user has just scrolled. */
export function createFollower(scroller: HTMLElement): (element: Element) => void {
  let touched = Number.NEGATIVE_INFINITY;
  let followed: Element | undefined;
  let tries = 0;
  const touch = () => {
    touched = performance.now();
  };
  for (const name of ['wheel', 'touchmove', 'pointerdown'] as const)
    scroller.addEventListener(name, touch, { passive: true });
  scroller.addEventListener('keydown', ({ key }) => {
    if (['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'].includes(key)) touch();
  });
  const scroll = () => {
    if (!followed || tries === MOST_TRIES || performance.now() - touched < PATIENCE) return;
    const outer = scroller.getBoundingClientRect();
    const inner = followed.getBoundingClientRect();
    const seen = { top: scroller.scrollTop, height: scroller.clientHeight };
    const top = scrollFor(seen, { top: inner.top - outer.top + seen.top, height: inner.height });
    if (top === undefined) return;
    tries++;
    const isNear = Math.abs(top - seen.top) <= NEAR * seen.height;
    scroller.scrollTo({ top, behavior: isNear && !isMotionReduced() ? 'smooth' : 'instant' });
  };
  scroller.addEventListener('scrollend', scroll);
  return (element) => {
    followed = element;
    tries = 0;
    scroll();
  };
}
