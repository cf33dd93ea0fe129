import { expect, it } from 'vitest';
import type { RunStatus } from '../../../shared/model/names.ts';
import { ringConfig } from '../../../shared/model/presets.ts';
import { emptyReason } from './empty-reason.ts';

const run = (status: RunStatus, reason: string | null = null) => ({
  status,
  reason,
  name: 'ring-class',
  config: ringConfig('onehot', 'gaussian', 1),
});

it('says what to do without a run', () => {
  expect(emptyReason(null, null)?.title).toBe('Select a run to see its flow');
});

it('says nothing while snapshots are read, or when there are some', () => {
  expect(emptyReason(run('finished'), null)).toBeNull();
  expect(emptyReason(run('finished'), 3)).toBeNull();
});

it('says when the first snapshot comes', () => {
  expect(emptyReason(run('queued'), 0)?.title).toBe('ring-class waits in the queue');
  expect(emptyReason(run('training'), 0)?.detail).toBe('One is taken every 70 steps.');
});

it('gives the reason of a run that broke', () => {
  expect(emptyReason(run('failed', 'The engine ran out of memory.'), 0)?.detail).toBe('The engine ran out of memory.');
});
