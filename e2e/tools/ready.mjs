/** What every tool that opens the window does first. */
import { spawnSync } from 'node:child_process';
import { build } from '../../scripts/setup/build.mjs';

/** Runs the tool on a virtual display where there is none, and builds the window; ends the process when it cannot. */
export async function readyToLaunch() {
  if (process.platform === 'linux' && !process.env.DISPLAY) {
    const words = ['-a', '-s', '-screen 0 1920x1200x24', process.execPath, ...process.argv.slice(1)];
    process.exit(spawnSync('xvfb-run', words, { stdio: 'inherit' }).status ?? 1);
  }
  const problem = await build();
  if (problem === null) return;
  process.stderr.write(`${problem}\nThe window could not be built.\n`);
  process.exit(1);
}
