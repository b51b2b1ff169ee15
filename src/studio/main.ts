import { parentPort, workerData } from 'node:worker_threads';
import type { Log } from '../core/ports';
import { answer } from '../rpc/answer';
import { PendingCalls } from '../rpc/pendingCalls';
import { hostOperations, type StudioEvent } from './protocol';
import { studioSettings } from './settings';
import { createService } from './service';
import { sendingUpdates, sentOperations } from './viewOperations';

if (!parentPort) throw new Error('The studio must be started as a worker thread.');
const port = parentPort;

const tell = (event: StudioEvent) => {
  port.postMessage(event);
};
const log: Log = {
  debug: (message) => {
    tell({ event: 'log', level: 'debug', message });
  },
  info: (message) => {
    tell({ event: 'log', level: 'info', message });
  },
  warn: (message) => {
    tell({ event: 'log', level: 'warn', message });
  },
  error: (message) => {
    tell({ event: 'log', level: 'error', message });
  },
};

const host = new PendingCalls(hostOperations);
const handlers = sendingUpdates(
  createService({
    bundles: __dirname,
    settings: studioSettings.parse(workerData),
    log,
    tell,
    writeText: (path, before, after) =>
      host.call('writeText', { path, before, after }, (message) => {
        port.postMessage(message);
      }),
  }),
);

// Requests are carried out side by side: what must wait for its turn has a queue of its own.
port.on('message', (message: unknown) => {
  if (host.receive(message)) return;
  void answer(message, {
    operations: sentOperations,
    handlers,
    fallbackCode: 'Unexpected',
    onUnexpected: (error, operation) => {
      log.error(`${operation}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    },
  }).then((reply) => {
    port.postMessage(reply);
  });
});
