/** Data and sources of the user's own on the command line: `--data points.csv`, `--source logo.png`, `file:PATH`. */
import { resolve } from 'node:path';
import { parseDistribution } from '../shared/flow/parse-distribution.ts';
import { keepPointFile, type PointFile } from '../shared/flow/point-file.ts';
import { DATA_NAMES, SOURCES } from '../shared/model/names.ts';
import { defaultDataSize, ENDINGS, type PointFileInfo, type ThirdColumn } from '../shared/model/own-data.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { UserError } from '../shared/result.ts';
import { readFileOrRefuse } from '../studio/import/npy.ts';
import { readPointFile } from '../studio/import/point-file.ts';
import type { Studio } from '../studio/studio.ts';
import { oneOf } from './bad-input.ts';
import { ask } from './with-studio.ts';

type DataSpec = RunConfig['data'];
type SourceSpec = RunConfig['source'];
type Read = { readonly path: string; readonly third: ThirdColumn };

/** Where the files of this command were read, by hash: they enter the library once everything else is known to be right. */
const read = new Map<string, Read>();

const PREFIX = 'file:';
/** The source that takes parameters, as `8-gaussians:radius=3,std=.2`. */
const WITH_PARAMETERS = '8-gaussians';

/** True for `file:PATH`, for anything with a folder in it, and for names that end as files of points do. */
export function isFile(text: string): boolean {
  if (text.startsWith(PREFIX)) return true;
  const isName = [...DATA_NAMES, ...SOURCES].some((name) => text === name || text.startsWith(`${name}:`));
  if (isName) return false;
  return /[\\/]/.test(text) || ENDINGS.some((ending) => text.toLowerCase().endsWith(`.${ending}`));
}

/** True for `8-gaussians:radius=3`: a source with parameters. */
export function hasParameters(text: string): boolean {
  return text.startsWith(`${WITH_PARAMETERS}:`);
}

/** Reads a file of points and makes it known, so that the configuration can be checked with it. */
function ownFile(text: string, flag: string, third: ThirdColumn): PointFile {
  const given = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text;
  if (given === '') throw new UserError('bad-input', `${flag} ${text}: give the path of a file after "${PREFIX}".`);
  const path = resolve(given);
  try {
    const file = readPointFile(path, third);
    keepPointFile(file);
    read.set(file.hash, { path, third });
    return file;
  } catch (error) {
    if (error instanceof UserError) throw new UserError(error.code, `${flag} ${error.message}`);
    throw error;
  }
}

/** `--data`: a distribution with its parameters, or a file. */
export function dataOf(text: string, third: ThirdColumn, flag = '--data'): DataSpec {
  if (isFile(text)) return { name: 'file', params: {}, file: ownFile(text, flag, third).hash };
  const spec = parseDistribution(text, flag);
  if (spec.name === 'file') throw withoutPath(flag);
  return spec;
}

/** `--source` or `--base`: a name, or a file. */
export function sourceOf(text: string, flag: string): SourceSpec {
  if (isFile(text)) return { name: 'file', params: {}, file: ownFile(text, flag, 'auto').hash };
  if (hasParameters(text)) return { name: WITH_PARAMETERS, params: parseDistribution(text, flag).params };
  const name = oneOf(flag, SOURCES)(text);
  if (name === 'file') throw withoutPath(flag);
  return { name, params: {} };
}

const withoutPath = (flag: string) =>
  new UserError('bad-input', `${flag} file: give the path of a file of points, e.g. ${flag} points.csv.`);

/** Points of a fixed set of this file: all of them, unless it is a picture. */
export function ownDataSize(file: PointFile): number {
  return defaultDataSize({ points: file.points.length / 2, cell: file.cell });
}

/** Takes the files that a configuration was made with into the library. */
export async function importFiles(studio: Studio, config: RunConfig): Promise<void> {
  for (const { name, file } of [config.data, config.source]) {
    if (name !== 'file' || file === undefined) continue;
    const from = read.get(file);
    if (from !== undefined) await importFile(studio, from, file);
  }
}

async function importFile(studio: Studio, { path, third }: Read, hash: string): Promise<PointFileInfo> {
  const info = await ask(studio, 'data.import', { name: path, bytes: readFileOrRefuse(path), third });
  if (info.hash === hash) return info;
  throw new UserError('bad-input', `${path}: the file changed while it was read. Nothing was started; try again.`);
}
