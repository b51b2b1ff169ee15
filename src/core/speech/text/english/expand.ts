import { rule, type Rule } from '../normaliseRule';
import { anyOf } from './patterns';

/** Short forms and what is said for them. */
export type ShortForms = Readonly<Record<string, string>>;

/** Says the short forms in full when what stands around them fits. Both are sources of patterns. */
export function expand(forms: ShortForms, after: string, before = ''): Rule {
  const short = Object.keys(forms);
  return rule(
    { start: 'word', first: short.map((form) => /^[\p{L}\p{N}]+/u.exec(form)?.[0] ?? form) },
    String.raw`${before}(?<short>${anyOf(short)})(?![\p{L}\p{N}])${after}`,
    (part) => forms[part('short')],
  );
}

/** Short forms from a list such as `Dr Doctor|Mr Mister`. */
export function shortForms(list: string): ShortForms {
  return Object.fromEntries(
    list
      .split('|')
      .map((line) => line.trim())
      .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
  );
}
