import type { Log } from '../core/ports';

/** Where the command line writes. Results go to `out`, everything a person reads meanwhile to `err`. */
export interface Console {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
}

export function printLine(stream: NodeJS.WritableStream, text: string): void {
  stream.write(`${text}\n`);
}

export function printJson(stream: NodeJS.WritableStream, value: unknown): void {
  printLine(stream, JSON.stringify(value, undefined, 2));
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
