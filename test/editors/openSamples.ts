import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { findInstalled, hasDisplay } from './findDesktop';
import { installServer } from './installServer';
import { openChromium } from './openChromium';
import { reportAndExit } from './reportAndExit';
import { say } from './say';
import { startServer, writeUserSettings } from './startServer';
import { temporaryFolder } from './temporaryFolder';

const samples = resolve('samples');

/** Opens the samples with this checkout's extension, in the VS Code that is installed, else in the server. */
export async function openSamples(): Promise<void> {
  try {
    const desktop = hasDisplay() ? await findInstalled() : undefined;
    await (desktop ? openDesktop(desktop) : openServer());
  } catch (error) {
    reportAndExit(error);
  }
}

function openDesktop(program: string): Promise<void> {
  say(`Opening the samples in ${program}.`);
  const child = spawn(program, [`--extensionDevelopmentPath=${resolve('.')}`, samples], { stdio: 'inherit' });
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('exit', () => {
      done();
    });
  });
}

/** Runs until Ctrl-C, or until the window that it opened is closed. */
async function openServer(): Promise<void> {
  const installed = await installServer();
  const dataFolder = await temporaryFolder();
  await writeUserSettings(dataFolder, {});
  const server = await startServer(installed, { dataFolder });
  const address = server.address({ folders: [samples], path: samples });
  say(`VS Code ${installed.version} shows the samples here until Ctrl-C:\n\n  ${address}\n`);
  const browser = hasDisplay()
    ? await openChromium({ headless: false, handleSIGINT: false, handleSIGTERM: false })
    : undefined;
  const interrupted = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, done);
  });
  const closed =
    browser &&
    new Promise<void>((done) =>
      browser.once('disconnected', () => {
        done();
      }),
    );
  await browser?.newPage({ viewport: null }).then((page) => page.goto(address));
  await Promise.race([interrupted, server.ended, ...(closed ? [closed] : [])]);
  await browser?.close();
  await server.stop();
}
