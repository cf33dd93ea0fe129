/** A large library is shown from its first part on, and what asks for all of it waits for the rest. */
import { expect, it, vi } from 'vitest';
import { exampleRun } from '../../shared/query/example-run.ts';
import { packRuns } from '../../shared/query/packed-runs.ts';

vi.stubGlobal('innerWidth', 1440);
vi.stubGlobal('innerHeight', 900);
const ALL = Array.from({ length: 5 }, (_, i) => exampleRun(`r${i}`));
const asked: (number | null)[] = [];
let sendRest: () => void = () => undefined;
vi.mock('../api.ts', () => ({
  call: async (command: string, { newest }: { readonly newest?: number | null }) => {
    if (command !== 'runs.packed') return { ok: true, value: null };
    asked.push(newest ?? null);
    if (newest == null && asked.length === 2) await new Promise<void>((resolve) => (sendRest = resolve));
    return { ok: true, value: { ...packRuns(newest == null ? ALL : ALL.slice(-2)), total: ALL.length } };
  },
  subscribe: () => () => undefined,
}));
const { library } = await import('./library.svelte.ts');
const { openLink, openWaitingLink } = await import('./open-link.ts');
const { session } = await import('./session.svelte.ts');

it('shows the first part at once, then all; a link to an older run waits; a later reading asks for all', async () => {
  const loading = library.load();
  await vi.waitFor(() => expect(library.loaded).toBe(true));
  expect([library.runs.map(({ id }) => id), library.missing]).toEqual([['r3', 'r4'], 3]);
  const selected = library.selectedId;
  openLink({ runId: 'r0', t: null, camera: null });
  expect([library.selectedId, session.toasts]).toEqual([selected, []]);
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  sendRest();
  await loading;
  expect([library.runs, library.missing, library.selectedId]).toEqual([ALL, 0, selected]);
  openWaitingLink();
  expect(library.selectedId).toBe('r0');
  await library.load();
  expect(asked).toEqual([300, null, null]);
});
