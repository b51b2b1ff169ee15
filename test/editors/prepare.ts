import { findChromium } from './findChromium';
import { installServer } from './installServer';
import { reportAndExit } from './reportAndExit';

/** Fetches the VS Code server and a Chromium where they are missing, and says what is there; else ends the process. */
export async function prepare(): Promise<string> {
  try {
    const { version } = await installServer();
    return `VS Code ${version} as a server, in ${await findChromium()}`;
  } catch (error) {
    return reportAndExit(error);
  }
}
