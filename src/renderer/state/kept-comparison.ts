/** The compared runs outlive the window: which ones were chosen, in order, and what they are held against. */
import type { ComparedKept } from '../../shared/protocol/window-out.ts';
import { call } from '../api.ts';
import { comparison } from './comparison.svelte.ts';
import { library } from './library.svelte.ts';
import { settings } from './settings.svelte.ts';

/** Null until the last one was looked for: an empty choice before that is none. */
let written: string | null = null;

/** Chooses again what was compared last, as far as it is in this library; nothing where less than two runs are left. */
export function restoreComparison(): void {
  const { compared } = settings.current;
  written = JSON.stringify({ runs: [], baseline: null });
  const runs = compared.runs.filter((id) => library.find(id) !== null);
  if (comparison.chosen.length > 0 || runs.length < 2) return;
  comparison.choose(runs);
  comparison.baselineId = compared.baseline;
  written = JSON.stringify({ runs, baseline: compared.baseline });
}

/** Writes down a choice that is new. Nothing is said when that fails: the comparison itself is there. */
export async function keepComparison(compared: ComparedKept): Promise<void> {
  const text = JSON.stringify(compared);
  if (written === null || text === written) return;
  written = text;
  await call('settings.write', { compared });
}
