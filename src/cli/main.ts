import { exitCode } from './exitCode';
import { createProgram } from './program';

// A reader that has seen enough (`| head`) closes the pipe; that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = exitCode.someFailed;
  });
}

// An exit code instead of process.exit(): output that is still being written to a pipe must not be cut off.
void createProgram({ out: process.stdout, err: process.stderr }, process.argv.slice(2)).then((code) => {
  process.exitCode ??= code;
});
