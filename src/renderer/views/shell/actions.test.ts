import { expect, it, vi } from 'vitest';
import { ringConfig } from '../../../shared/model/presets.ts';
import type { RunSummary, SnapshotInfo } from '../../../shared/model/records.ts';

vi.stubGlobal('innerWidth', 1440);
vi.stubGlobal('innerHeight', 900);
const [{ showSnapshot, showSnapshotBy }, { shownStep }, { library }, { view }] = await Promise.all([
  import('./actions.ts'),
  import('../../state/flow.svelte.ts'),
  import('../../state/library.svelte.ts'),
  import('../../state/view.svelte.ts'),
]);

const run = { id: 'a', name: 'a', status: 'training', step: 40, config: ringConfig('unconditional', 'gaussian', 1) };
const snapshot = (step: number) => ({ step }) as unknown as SnapshotInfo;

it('follows the newest snapshot while a run trains, until an older one is chosen', () => {
  library.runs = [run as unknown as RunSummary];
  library.select('a');
  library.snapshots.set('a', [0, 20].map(snapshot));
  expect(shownStep(run)).toBe(20);
  library.addSnapshot('a', snapshot(40));
  expect(shownStep(run)).toBe(40);

  showSnapshotBy(-1);
  expect(shownStep(run)).toBe(20);
  library.addSnapshot('a', snapshot(60));
  expect(shownStep(run)).toBe(20);

  // Back on the newest one, it is followed again.
  showSnapshot(60);
  library.addSnapshot('a', snapshot(80));
  expect(shownStep(run)).toBe(80);
});

it('steps through the snapshots and stays at both ends', () => {
  view.setStep('a', null);
  library.runs = [run as unknown as RunSummary];
  library.select('a');
  library.snapshots.set('a', [0, 20, 40].map(snapshot));
  const walk = (offsets: readonly (1 | -1)[]) =>
    offsets.map((offset) => {
      showSnapshotBy(offset);
      return shownStep(run);
    });
  expect(walk([-1, -1, -1, 1])).toEqual([20, 0, 0, 20]);
  expect(walk([1, 1])).toEqual([40, 40]);
});
