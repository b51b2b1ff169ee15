/**
 * What a rule's match begins with: a letter; digits, whatever follows them; digits that other characters without
 * a blank make something longer, such as `10:30` or `5th`; white space; or any other character.
 */
export type RuleStart = 'word' | 'digits' | 'number' | 'blank' | 'sign';

/**
 * Where a rule is tried. All but `start` only save time: a text that has nothing of a rule does not pay for it.
 * Which matches are meant is for the pattern to say.
 */
export interface Where {
  readonly start: RuleStart;
  /** The run that the match begins with, of a number what is not a digit: one of these, or like this. */
  readonly first?: readonly string[] | RegExp;
  /** One of these characters is in that run, or right behind it. */
  readonly has?: string;
  /** The next word or sign, with or without a blank or a hyphen before it; `FIGURE` for more of a number. */
  readonly then?: readonly string[] | RegExp;
  /** The word before: one of these, or like this. */
  readonly after?: readonly string[] | RegExp;
}

/** One way in which a text is said differently from how it is written. */
export interface Rule extends Where {
  /** Sticky. Its repetitions are bounded or can only end one way, so that a match takes linear time. */
  readonly pattern: RegExp;
  /** What is said for a match; undefined where it turns out to be something else. A blank at an edge may be dropped. */
  readonly say: (match: RegExpExecArray) => string | undefined;
}

/** A rule from the source of its pattern. Named groups are the way to the parts of a match. */
export function rule(
  where: RuleStart | Where,
  pattern: string,
  say: (part: Parts) => string | undefined,
): Rule {
  return {
    ...(typeof where === 'string' ? { start: where } : where),
    pattern: new RegExp(pattern, 'uy'),
    say: (match) => say((name) => match.groups?.[name] ?? ''),
  };
}

/** The same rule at several places. */
export function rulesAt(
  places: readonly Where[],
  pattern: string,
  say: (part: Parts) => string | undefined,
): Rule[] {
  return places.map((where) => rule(where, pattern, say));
}

/** The text of a named group; empty where it took no part in the match. */
export type Parts = (name: string) => string;
