/**
 * What a rule's match begins with: a letter; digits, whatever follows them; digits that other characters without
 * a blank make something longer, such as `10:30` or `5th`; white space; or any other character.
 */
export type RuleStart = 'word' | 'digits' | 'number' | 'blank' | 'sign';

/** One way in which a text is said differently from how it is written. */
export interface Rule {
  readonly start: RuleStart;
  /** Sticky. Its repetitions are bounded or can only end one way, so that a match takes linear time. */
  readonly pattern: RegExp;
  /** What is said for a match; undefined where it turns out to be something else. */
  readonly say: (match: RegExpExecArray) => string | undefined;
}

/** A rule from the source of its pattern. Named groups are the way to the parts of a match. */
export function rule(start: RuleStart, pattern: string, say: (part: Parts) => string | undefined): Rule {
  return {
    start,
    pattern: new RegExp(pattern, 'uy'),
    say: (match) => say((name) => match.groups?.[name] ?? ''),
  };
}

/** The text of a named group; empty where it took no part in the match. */
export type Parts = (name: string) => string;
