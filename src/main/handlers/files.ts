/** Files out of the app and into it: main asks where, writes and reads; the page never sees a path. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type BrowserWindow, clipboard, dialog, type FileFilter, shell } from 'electron';
import { type ExportFormat, fileEnding, type ImportedRuns } from '../../shared/protocol/transfer.ts';
import type { WrittenFile } from '../../shared/protocol/window-out.ts';
import { fail, type Reply, succeed } from '../../shared/result.ts';
import type { StudioProcess } from '../studio-process.ts';
import { fileName, writeChosen } from '../written-file.ts';
import type { Handlers } from './handler.ts';

export type FilesContext = {
  readonly window: () => BrowserWindow | null;
  readonly studio: StudioProcess;
  /** The study that comes with the app. */
  readonly example: string;
};

type FileCommand = 'file.export' | 'file.import' | 'example.open' | 'file.save' | 'file.showLast' | 'text.copy';

const FORMAT_NAMES: Readonly<Record<ExportFormat, string>> = {
  bundle: 'Bundle of Streamline',
  safetensors: 'Weights (safetensors)',
  onnx: 'Velocity network (ONNX)',
  npz: 'Trajectories (NumPy)',
  csv: 'Table (CSV)',
  json: 'Figures (JSON)',
  markdown: 'Table (Markdown)',
  latex: 'Table (LaTeX)',
  html: 'Report (HTML)',
  svg: 'Charts (SVG)',
};
const PICTURES = {
  png: { name: 'Picture (PNG)', extensions: ['png'] },
  webm: { name: 'Movie (WebM)', extensions: ['webm'] },
} as const;
const IMPORTS: FileFilter[] = [
  { name: 'Bundles and weights', extensions: ['streamline', 'safetensors', 'zip'] },
  { name: 'All files', extensions: ['*'] },
];
const MOST_IMPORT_BYTES = 2 ** 31 - 1;

export function filesHandlers({ window, studio, example }: FilesContext): Handlers<FileCommand> {
  let last: string | null = null;
  const askWhere = async (name: string, filter: FileFilter): Promise<string | null> => {
    const options = { defaultPath: name, filters: [filter] };
    const parent = window();
    const { canceled, filePath } = await (parent
      ? dialog.showSaveDialog(parent, options)
      : dialog.showSaveDialog(options));
    return canceled || !filePath ? null : filePath;
  };
  const write = async (path: string, bytes: Uint8Array, notes: readonly string[]): Promise<Reply<WrittenFile>> => {
    const written = await writeChosen(path, bytes);
    if (!written.ok) return written;
    last = path;
    return succeed({ name: basename(path), bytes: bytes.length, notes });
  };
  return {
    'file.export': async ({ ids, format }) => {
      const ending = fileEnding(format, ids.length);
      const first = await studio.call('runs.show', { id: ids[0] ?? '' });
      if (!first.ok) return first;
      const stem = ids.length === 1 ? first.value.name : (first.value.studyName ?? `${ids.length} runs`);
      const filter = { name: FORMAT_NAMES[format], extensions: [ending.split('.').at(-1) ?? ending] };
      const path = await askWhere(`${fileName(stem)}.${ending}`, filter);
      if (path === null) return succeed(null);
      const made = await studio.call('transfer.export', { ids, format });
      return made.ok ? write(path, made.value.bytes, made.value.notes) : made;
    },
    'file.save': async ({ name, kind, bytes }) => {
      const path = await askWhere(`${fileName(name)}.${kind}`, { ...PICTURES[kind], extensions: [kind] });
      return path === null ? succeed(null) : write(path, bytes, []);
    },
    'file.import': async () => {
      const parent = window();
      const options = {
        filters: IMPORTS,
        properties: ['openFile', 'multiSelections'] as ('openFile' | 'multiSelections')[],
      };
      const { canceled, filePaths } = await (parent
        ? dialog.showOpenDialog(parent, options)
        : dialog.showOpenDialog(options));
      return canceled || filePaths.length === 0 ? succeed(null) : importAll(studio, filePaths);
    },
    'example.open': async () => {
      const read = await readChosen(example);
      return read.ok ? studio.call('transfer.open', { name: basename(example), bytes: read.value }) : read;
    },
    'file.showLast': async () => {
      if (last === null) return fail('not-found', 'No file was written yet.');
      shell.showItemInFolder(last);
      return succeed(null);
    },
    'text.copy': async ({ text }) => {
      await clipboard.writeText(text);
      return succeed(null);
    },
  };
}

/** One file after the other; the first that is refused ends it, and what came before is kept. */
async function importAll(studio: StudioProcess, paths: readonly string[]): Promise<Reply<ImportedRuns>> {
  let all: ImportedRuns = { runIds: [], studyName: null, notes: [] };
  for (const path of paths) {
    const read = await readChosen(path);
    if (!read.ok) return read;
    const imported = await studio.call('transfer.import', { name: basename(path), bytes: read.value, like: null });
    if (!imported.ok) return imported;
    const { runIds, studyName, notes } = imported.value;
    all = { runIds: [...all.runIds, ...runIds], studyName, notes: [...all.notes, ...notes] };
  }
  return succeed(all);
}

async function readChosen(path: string): Promise<Reply<Uint8Array>> {
  try {
    const { size } = await stat(path);
    if (size > MOST_IMPORT_BYTES)
      return fail('bad-input', `${basename(path)} is larger than 2 GB and was not imported.`);
    return succeed(new Uint8Array(await readFile(path)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('bad-input', `${basename(path)} could not be read (${reason}) and was not imported.`);
  }
}
