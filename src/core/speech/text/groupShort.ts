import { AIM, MINIMUM } from './utteranceSize';

/**
 * Merges short units with their neighbours, in order. A unit of ordinary size never waits for another, so a
 * change is felt by the groups beside it only. A short unit takes those that follow until it is long
 * enough; where there is no room it joins the group before it, else it stands alone.
 */
export function groupShort<T extends { readonly tokens: number }>(units: readonly T[]): T[][] {
  const groups: Group<T>[] = [];
  let short: Group<T> | undefined;
  for (const unit of units) {
    const joined = short && merged(short, { units: [unit], tokens: unit.tokens });
    if (short && !joined) settle(groups, short);
    const group = joined ?? { units: [unit], tokens: unit.tokens };
    short = group.tokens < MINIMUM ? group : undefined;
    if (!short) groups.push(group);
  }
  if (short) settle(groups, short);
  return groups.map((group) => group.units);
}

interface Group<T> {
  readonly units: T[];
  readonly tokens: number;
}

/** Puts a group that stayed short at the end of the group before it, or after it. */
function settle<T>(groups: Group<T>[], short: Group<T>): void {
  const before = groups.at(-1);
  const joined = before && merged(before, short);
  if (joined) groups[groups.length - 1] = joined;
  else groups.push(short);
}

/** Two groups with a space between them, or undefined when that is more than the aim. */
function merged<T>(first: Group<T>, second: Group<T>): Group<T> | undefined {
  const tokens = first.tokens + 1 + second.tokens;
  return tokens > AIM ? undefined : { units: [...first.units, ...second.units], tokens };
}
