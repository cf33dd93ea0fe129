/** Points of the user's own: the files of the library, and those of them that this window holds. */
import { keepPointFile, pointFile } from '../../shared/flow/point-file.ts';
import { ENDINGS, MOST_FILE_BYTES, type PointFileInfo, type ThirdColumn } from '../../shared/model/own-data.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { call } from '../api.ts';
import { plural } from '../format.ts';
import { session } from './session.svelte.ts';

/** `whole`: a drawing, whose own edges are ±3.5. */
type ImportOptions = { readonly third: ThirdColumn; readonly whole: boolean };
type Uses = { readonly config: Pick<RunConfig, 'data' | 'source'> };

class OwnPoints {
  /** Newest first. */
  files = $state.raw<readonly PointFileInfo[]>([]);
  /** A file is being read. */
  busy = $state(false);
  #loaded = false;

  async load(): Promise<void> {
    const reply = await call('data.list', {});
    if (reply.ok) this.files = reply.value;
    else session.toast('error', reply.error.message);
    this.#loaded = reply.ok;
  }

  /** Asks for the list once, when somebody looks. */
  async ensureLoaded(): Promise<void> {
    if (!this.#loaded) await this.load();
  }

  find(hash: string | null): PointFileInfo | null {
    return this.files.find((file) => file.hash === hash) ?? null;
  }

  /** Makes a file's points known to this window. False, and told, when they cannot be read. */
  async keep(hash: string): Promise<boolean> {
    if (pointFile(hash) !== null) return true;
    const reply = await call('data.read', { hash });
    if (reply.ok) keepPointFile(reply.value);
    else session.toast('error', reply.error.message);
    return reply.ok;
  }

  /** The points of these runs: their classes and extent cannot be told without. True when something new came. */
  async keepFor(runs: readonly Uses[]): Promise<boolean> {
    const used = runs.flatMap(({ config }) => [config.data, config.source]);
    const wanted = new Set(used.flatMap(({ name, file }) => (name === 'file' && file !== undefined ? [file] : [])));
    let came = false;
    for (const hash of wanted) {
      if (pointFile(hash) !== null) continue;
      const reply = await call('data.read', { hash });
      // A run whose points are gone says so itself when it is opened.
      if (!reply.ok) continue;
      keepPointFile(reply.value);
      came = true;
    }
    return came;
  }

  /** Takes a file that was dropped or chosen into the library; null, and the reason told, when it is refused. */
  async importFile(file: File, options: Partial<ImportOptions> = {}): Promise<PointFileInfo | null> {
    const problem = sizeProblem(file);
    if (problem !== null) return refuse(problem);
    this.busy = true;
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const reply = await call('data.import', { name: file.name, bytes, third: 'auto', ...options });
      if (!reply.ok) return refuse(reply.error.message);
      this.files = [reply.value, ...this.files.filter(({ hash }) => hash !== reply.value.hash)];
      return (await this.keep(reply.value.hash)) ? reply.value : null;
    } catch (error) {
      // A folder, or a file that went away between being dropped and being read.
      const words = error instanceof Error ? error.message : String(error);
      return refuse(`${file.name} could not be read (${words}). Nothing was imported.`);
    } finally {
      this.busy = false;
    }
  }
}

function refuse(message: string): null {
  session.toast('error', message);
  return null;
}

function sizeProblem({ name, size }: File): string | null {
  if (size > MOST_FILE_BYTES)
    return `${name} is larger than ${MOST_FILE_BYTES / 2 ** 20} MB, which is the most that is taken.`;
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  if (ENDINGS.includes(ending)) return null;
  return `${name} cannot be imported: files that end in ${ENDINGS.map((each) => `.${each}`).join(', ')} are taken.`;
}

/** "600 points, 3 classes", "24 905 cells of a picture". */
export function pointsInWords({ points, classes, hasColumn, cell }: PointFileInfo): string {
  if (cell > 0) return `a density of ${plural(points, 'cell')}`;
  const condition = hasColumn ? ', with a column' : classes > 1 ? `, ${classes} classes` : '';
  return `${plural(points, 'point')}${condition}`;
}

export const ownPoints = new OwnPoints();
