import { createProgram } from './program';

// A reader that has seen enough (`| head`) closes the pipe; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// An exit code instead of process.exit(): output that is still being written to a pipe must not be cut off.
void createProgram({ out: process.stdout, err: process.stderr }, process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
