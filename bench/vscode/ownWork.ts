import type { Profiler } from 'node:inspector';

/** What of a profile of the extension host was StoryFlow's. */
export interface OwnWork {
  /** Milliseconds with a function of StoryFlow's on the stack. */
  readonly total: number;
  /** The longest piece of such work without a break, in milliseconds. */
  readonly longest: number;
  /** Where that piece spent its time, most first. */
  readonly functions: readonly { readonly name: string; readonly milliseconds: number }[];
}

/** Whatever a function of StoryFlow's calls counts as its work, VS Code's own code included. */
export function ownWork(profile: Profiler.Profile, bundle: string): OwnWork {
  const owners = ownersOf(profile, bundle);
  const { samples = [], timeDeltas = [] } = profile;
  let total = 0;
  let longest = new Map<string, number>();
  let run = new Map<string, number>();
  samples.forEach((id, index) => {
    // The time until the next sample is what this one stands for; V8 counts in microseconds.
    const milliseconds = (timeDeltas[index + 1] ?? 0) / 1000;
    const owner = owners.get(id);
    if (owner === undefined) {
      run = new Map();
      return;
    }
    // Collecting garbage has no stack: it belongs to the work that it interrupts, and breaks none off.
    if (owner === GARBAGE && run.size === 0) return;
    total += milliseconds;
    run.set(owner, (run.get(owner) ?? 0) + milliseconds);
    if (sum(run) > sum(longest)) longest = run;
  });
  return {
    total,
    longest: sum(longest),
    functions: [...longest]
      .map(([name, milliseconds]) => ({ name, milliseconds }))
      .sort((a, b) => b.milliseconds - a.milliseconds),
  };
}

const GARBAGE = '(garbage collector)';

/** For each node of the profile the innermost function of the bundle on its stack; undefined where there is none. */
function ownersOf({ nodes }: Profiler.Profile, bundle: string): ReadonlyMap<number, string | undefined> {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const owners = new Map<number, string | undefined>();
  const ownerOf = (id: number | undefined): string | undefined => {
    if (id === undefined) return undefined;
    if (owners.has(id)) return owners.get(id);
    const frame = byId.get(id)?.callFrame;
    const isOwn = frame?.url.endsWith(bundle) || frame?.functionName === GARBAGE;
    const owner = isOwn ? frame?.functionName || '(anonymous)' : ownerOf(parents.get(id));
    owners.set(id, owner);
    return owner;
  };
  for (const { id } of nodes) ownerOf(id);
  return owners;
}

function sum(times: ReadonlyMap<string, number>): number {
  return [...times.values()].reduce((total, each) => total + each, 0);
}
