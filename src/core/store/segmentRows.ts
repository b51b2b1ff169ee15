import type { Log } from '../ports';
import type { Database } from './database';
import { toSegment, type StoredSegment } from './segmentRow';
import type { SqlDatabase, SqlValue } from './sqlite';

/** A project's segments. The same lists as long as nothing in them changed, and the same segments in other lists. */
export interface ProjectSegments {
  /** Those that stand in the story's text, in the text's order. */
  readonly attached: readonly StoredSegment[];
  /** Those, and then the detached ones, longest detached first. */
  readonly all: readonly StoredSegment[];
}

interface Known extends ProjectSegments {
  readonly version: number;
  /** By rowid. */
  readonly rows: ReadonlyMap<number, Row>;
}

interface Row {
  /** As they come from the database, rowid first. */
  readonly values: readonly SqlValue[];
  /** Undefined where the row cannot be used. */
  readonly segment: StoredSegment | undefined;
}

/** Above this many changed rows reading all of them at once is faster than one by one. */
const FEW = 50;

/**
 * Segments by project, each row read and parsed once for as long as it stays the same: a long run looks at a whole
 * story again for each of its segments.
 */
export class SegmentRows {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  async ofProject(projectId: string): Promise<ProjectSegments> {
    return this.database.read((db, version) => {
      const known = this.#known.get(projectId);
      if (known?.version === version) return known;
      const rows = this.#rows(db, projectId, known);
      const lists = known && rows === known.rows ? known : listsOf(rows, known);
      const now = { ...lists, rows, version };
      this.#known.set(projectId, now);
      return now;
    });
  }

  #rows(db: SqlDatabase, projectId: string, known: Known | undefined): ReadonlyMap<number, Row> {
    const changed = known && this.database.changesSince(known.version, 'segment');
    if (!changed || changed.size > FEW) {
      return this.#parsed(select(db, 'project_id = ?', [projectId]), known?.rows);
    }
    const rows = new Map(known.rows);
    let isUnchanged = true;
    for (const rowid of changed) {
      const [now] = this.#parsed(select(db, 'rowid = ? AND project_id = ?', [rowid, projectId]), known.rows);
      isUnchanged &&= now?.[1] === known.rows.get(rowid);
      if (now) rows.set(...now);
      else rows.delete(rowid);
    }
    return isUnchanged ? known.rows : rows;
  }

  /** Rows by rowid; those whose values are as they were are taken as they were. */
  #parsed({ columns, rows }: Selection, before: ReadonlyMap<number, Row> | undefined): Map<number, Row> {
    const parsed = new Map<number, Row>();
    for (const values of rows) {
      const rowid = Number(values[0]);
      const known = before?.get(rowid);
      parsed.set(rowid, known && isSame(known.values, values) ? known : this.#parse(columns, values));
    }
    return parsed;
  }

  #parse(columns: readonly string[], values: readonly SqlValue[]): Row {
    const row = Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null]));
    return { values, segment: toSegment(row, this.log) };
  }
}

interface Selection {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}

function select(db: SqlDatabase, condition: string, parameters: SqlValue[]): Selection {
  const [result] = db.exec(`SELECT rowid, * FROM segment WHERE ${condition}`, parameters);
  return { columns: result?.columns ?? [], rows: result?.values ?? [] };
}

function listsOf(rows: ReadonlyMap<number, Row>, before: ProjectSegments | undefined): ProjectSegments {
  const attached: StoredSegment[] = [];
  const detached: StoredSegment[] = [];
  for (const { segment } of rows.values())
    if (segment) (segment.detached ? detached : attached).push(segment);
  attached.sort((a, b) => a.sequenceIndex - b.sequenceIndex || byId(a, b));
  detached.sort((a, b) => (a.detached?.at ?? 0) - (b.detached?.at ?? 0) || byId(a, b));
  const all = [...attached, ...detached];
  return {
    attached: before && isSame(before.attached, attached) ? before.attached : attached,
    all: before && isSame(before.all, all) ? before.all : all,
  };
}

function byId({ id: one }: StoredSegment, { id: other }: StoredSegment): number {
  return one < other ? -1 : 1;
}

function isSame<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}
