import type { Log } from '../core/ports';

/** Where the command line writes. Results go to `out`, everything a person reads meanwhile to `err`. */
export interface Console {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
}

/** Prints text without what would move a terminal's cursor or change its title: stories and names may hold it. */
export function printLine(stream: NodeJS.WritableStream, text: string): void {
  stream.write(`${printable(text)}\n`);
}

/** Text without control characters other than line ends, and without invisible direction marks. */
export function printable(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, '');
}

export function printJson(stream: NodeJS.WritableStream, value: unknown): void {
  // JSON escapes what is dangerous by itself, and must stay what it is.
  stream.write(`${JSON.stringify(value, undefined, 2)}\n`);
}

/** The core's log on standard error: warnings always, the rest with STORYFLOW_LOG=debug. */
export function consoleLog(err: NodeJS.WritableStream): Log {
  const verbose = process.env['STORYFLOW_LOG'] === 'debug';
  const print = (level: string) => (message: string) => {
    printLine(err, `${level}: ${message}`);
  };
  const quiet = () => undefined;
  return {
    debug: verbose ? print('debug') : quiet,
    info: verbose ? print('info') : quiet,
    warn: print('warning'),
    error: verbose ? print('error') : quiet,
  };
}
