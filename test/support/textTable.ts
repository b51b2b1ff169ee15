import { readFile } from 'node:fs/promises';

/** How one class of written things is said in English. */
export interface TextClass {
  readonly name: string;
  /** A sentence on the whole class; may be empty. */
  readonly note: string;
  readonly rows: readonly TextRow[];
}

export interface TextRow {
  readonly written: string;
  readonly american: string;
  /** Equal to the American form for most. */
  readonly british: string;
}

/** The table that test/unit/core/speech/text/normalise.test.ts holds the spoken form against. */
export async function readTextTable(): Promise<TextClass[]> {
  const table = await readFile('test/fixtures/text/english.tsv', 'utf8');
  const [, ...classes] = table.split(/^## /m);
  return classes.map((text) => {
    const [name = '', ...lines] = text.split('\n').filter(Boolean);
    return {
      name,
      note: lines.filter((line) => !line.includes('\t')).join(' '),
      rows: lines.filter((line) => line.includes('\t')).map(rowOf),
    };
  });
}

function rowOf(line: string): TextRow {
  const [written = '', american = '', british = american] = line.split('\t');
  return { written, american, british };
}

/** docs/text.md. */
export function renderTextTable(classes: readonly TextClass[]): string {
  const rows = classes.reduce((sum, each) => sum + each.rows.length, 0);
  return `${[
    '# How English text is read',
    `Numbers, dates, short forms and signs are said as a careful reader would say them. These ${rows} examples are
test/fixtures/text/english.tsv, which a test holds the program against; what no rule is sure of stays as it is written.
British voices say what the third column has. This page is written by \`npm run docs:text\`; do not edit it.`,
    ...classes.map(renderClass),
  ].join('\n\n')}\n`;
}

function renderClass({ name, note, rows }: TextClass): string {
  const isDivided = rows.some(({ american, british }) => american !== british);
  const line = (written: string, american: string, british: string): string =>
    `| ${[written, american, ...(isDivided ? [british] : [])].join(' | ')} |`;
  return [
    `## ${name}\n`,
    ...(note === '' ? [] : [`${note}\n`]),
    line('Written', 'Said', 'British'),
    line('---', '---', '---'),
    ...rows.map(({ written, american, british }) =>
      line(code(written), cell(american), british === american ? '' : cell(british)),
    ),
  ].join('\n');
}

/** Two marks around it, so that it may hold one. */
function code(text: string): string {
  return `\`\` ${text.replaceAll('|', String.raw`\|`)} \`\``;
}

/** As text in a table: what Markdown would take for marks is escaped. */
function cell(text: string): string {
  return text.replace(/[\\`*_<>|[\]#~]/g, String.raw`\$&`);
}
