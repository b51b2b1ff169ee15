import { spawnSync } from 'node:child_process';

/** Builds the bundles of these names, or all of them; ends this process where that fails. */
export function buildBundles(names = []) {
  const build = spawnSync(process.execPath, ['esbuild.mjs', '--quiet', ...names], { stdio: 'inherit' });
  if (build.status !== 0) process.exit(1);
}
