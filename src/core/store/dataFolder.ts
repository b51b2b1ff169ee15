import envPaths from 'env-paths';
import { resolve } from 'node:path';

/**
 * The user's own folder, shared by every VS Code and the command line: models and the utterance cache lie
 * there. STORYFLOW_HOME overrides the platform's convention.
 */
export function dataFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const home = environment['STORYFLOW_HOME'];
  return home ? resolve(home) : envPaths('storyflow', { suffix: '' }).data;
}
