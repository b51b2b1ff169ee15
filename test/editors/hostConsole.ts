import { LINE_MARK } from './hostRun';
import { say } from './say';

/** So many of the last other messages are kept, without the depths of their stacks, for the case that the tests do not come to their end. */
const KEPT = 40;

/** Shows what the tests print, and keeps the end of everything else. STORYFLOW_TEST_VERBOSE=1 shows all. */
export function hostConsole(): { readonly read: (line: string) => void; readonly others: () => string } {
  const others: string[] = [];
  const verbose = !!process.env['STORYFLOW_TEST_VERBOSE'];
  return {
    others: () => others.join('\n'),
    read: (line) => {
      const mark = line.indexOf(LINE_MARK);
      if (mark >= 0 || verbose) say(line.slice(mark + 1));
      else if (others.push(line.split('\n', 3).join('\n')) > KEPT) others.shift();
    },
  };
}
