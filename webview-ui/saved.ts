import * as z from 'zod/mini';
import { rates } from './rates';

/** Positions of so many segments are remembered. */
const MOST_POSITIONS = 500;

const position = z.object({
  segmentId: z.string(),
  version: z.string(),
  time: z.number().check(z.minimum(0)),
});

const saved = z.object({
  segmentId: z.catch(z.optional(z.string()), undefined),
  /** Where each segment was left, the latest last. A position belongs to one version of the audio. */
  positions: z.catch(z.array(position), []),
  rate: z.catch(z.literal(rates), 1),
  volume: z.catch(z.number().check(z.minimum(0), z.maximum(1)), 1),
  muted: z.catch(z.boolean(), false),
  /** Go on with the next segment at the end of one. */
  continues: z.catch(z.boolean(), false),
});

/** What the page remembers when it is loaded again. */
export type Saved = Readonly<z.infer<typeof saved>>;

interface Audio {
  readonly segmentId: string;
  readonly version: string;
}

/** What was stored, as far as it makes sense, and the defaults for the rest. */
export function parseSaved(stored: unknown): Saved {
  const parsed = saved.safeParse(stored);
  return parsed.success ? parsed.data : saved.parse({});
}

/** What the host remembered for a page, likewise. */
export function parseRemembered(text: string): Saved {
  try {
    return parseSaved(JSON.parse(text));
  } catch {
    return parseSaved({});
  }
}

/** Where this audio was left; 0 when it was not begun or is another version. */
export function positionOf({ positions }: Saved, { segmentId, version }: Audio): number {
  return positions.find((each) => each.segmentId === segmentId && each.version === version)?.time ?? 0;
}

/** Remembers where this audio was left. 0 is not worth remembering. */
export function withPosition(state: Saved, { segmentId, version }: Audio, time: number): Saved {
  const others = state.positions.filter((each) => each.segmentId !== segmentId);
  const positions = time > 0 ? [...others, { segmentId, version, time }] : others;
  return { ...state, positions: positions.slice(-MOST_POSITIONS) };
}
