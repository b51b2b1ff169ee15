import { signsOf } from '../languageSigns';
import { rule, type Rule } from '../normaliseRule';
import { SPACE } from './patterns';

/**
 * `J. R. R. Tolkien`, `the U.S. Army`: within a sentence the full stops of initials make no pause. Those inside are
 * kept: they tell `U.S.` from the word in capitals.
 */
export function initialRules(): Rule[] {
  return [
    // A lone A stays "A.": without its stop it would be read as the article.
    rule(
      { start: 'word', first: /^\p{Lu}$/u, has: '.' },
      String.raw`(?<initial>(?!I\.)\p{Lu})\.(?=${SPACE}(?<next>\p{Lu}[\p{L}’']{0,20}))`,
      (part) => (part('initial') === 'A' || openers.has(part('next')) ? undefined : part('initial')),
    ),
    rule(
      { start: 'word', first: /^(?:\p{Lu}|\p{Lu}\p{Ll})$/u, has: '.' },
      String.raw`(?<letters>\p{Lu}(?:\.\p{Lu}){1,8})\.(?=${SPACE}(?<next>[\p{L}\p{N}][\p{L}’']{0,20})|[,;:])`,
      (part) => (openers.has(part('next')) ? undefined : part('letters')),
    ),
  ];
}

const openers = signsOf('en').openers;
