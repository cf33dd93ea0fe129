/** Files out of the window and into it; what happened becomes a message. */
import type { RunId } from '../../shared/model/records.ts';
import type { ExportFormat, ImportedRuns } from '../../shared/protocol/transfer.ts';
import type { WrittenFile } from '../../shared/protocol/window-out.ts';
import { call } from '../api.ts';
import { bytes, plural } from '../format.ts';
import { library } from './library.svelte.ts';
import { session } from './session.svelte.ts';

/** Names of files that a drop may bring: all others are not ours. */
export const isImportable = (name: string): boolean => /\.(streamline|safetensors)$/i.test(name);

const MOST_DROPPED_BYTES = 1024 * 1024 * 1024;

export async function exportRuns(ids: readonly RunId[], format: ExportFormat): Promise<void> {
  const reply = await call('file.export', { ids: [...ids], format });
  if (reply.ok) tellWritten(reply.value);
  else session.toast('error', reply.error.message);
}

export async function savePicture(name: string, kind: 'png' | 'webm', content: Uint8Array): Promise<void> {
  const reply = await call('file.save', { name, kind, bytes: content });
  if (reply.ok) tellWritten(reply.value);
  else session.toast('error', reply.error.message);
}

function tellWritten(file: WrittenFile): void {
  if (file === null) return;
  const detail = [bytes(file.bytes), ...file.notes].join('. ');
  session.toast('ok', `${file.name} written`, detail, { label: 'Show', run: () => void showLast() });
}

async function showLast(): Promise<void> {
  const reply = await call('file.showLast', {});
  if (!reply.ok) session.toast('error', reply.error.message);
}

export async function importByDialog(): Promise<void> {
  const reply = await call('file.import', {});
  if (!reply.ok) session.toast('error', reply.error.message);
  else if (reply.value !== null) tellImported(reply.value);
}

/** Files dropped on the window. */
export async function importDropped(files: readonly File[]): Promise<void> {
  for (const file of files) {
    if (file.size > MOST_DROPPED_BYTES) {
      session.toast('error', `${file.name} is larger than 1 GB.`, 'Import it from the File menu or the command line.');
      continue;
    }
    const content = new Uint8Array(await file.arrayBuffer());
    const reply = await call('transfer.import', { name: file.name, bytes: content, like: null });
    if (reply.ok) tellImported(reply.value);
    else session.toast('error', reply.error.message);
  }
}

function tellImported({ runIds, notes }: ImportedRuns): void {
  const [first] = runIds;
  const open = first === undefined ? null : { label: 'Open', run: () => openRun(first) };
  session.toast('ok', `${plural(runIds.length, 'run')} imported`, notes.join(' ') || null, open);
}

function openRun(id: RunId): void {
  if (library.find(id)) library.select(id);
  session.tab = 'flow';
}

export async function copyText(text: string, told: string): Promise<void> {
  const reply = await call('text.copy', { text });
  if (reply.ok) session.toast('ok', told);
  else session.toast('error', reply.error.message);
}

export async function copyDiagnostics(): Promise<void> {
  const reply = await call('diagnostics.copy', {});
  if (reply.ok) session.toast('ok', 'Diagnostics copied', 'They hold no names and no paths; read them before sending.');
  else session.toast('error', reply.error.message);
}
