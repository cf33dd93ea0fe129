import { describe, expect, it } from 'vitest';
import { configFor, ringConfig } from '../model/presets.ts';
import type { RunConfig } from '../model/run-config.ts';
import { configRows } from './config-rows.ts';
import { SETTING_LABELS, settingLabel, settingText } from './setting-words.ts';

const ring = ringConfig('onehot', 'gaussian', 1);
const words = (configs: readonly RunConfig[]) =>
  configRows(configs)
    .filter((row) => !row.same)
    .map((row) => `${row.label}: ${row.values.map((value) => settingText(row.key, value)).join(' | ')}`);

describe('configRows', () => {
  it('finds nothing between equal settings', () => {
    expect(words([ring, ringConfig('onehot', 'gaussian', 1)])).toEqual([]);
  });
  it('tells what differs, as words, in the order of the form', () => {
    const other = { ...ring, seed: 2, batch: 64, optimizer: { ...ring.optimizer, learningRate: 3e-4 } };
    expect(words([ring, other])).toEqual(['Learning rate: 0.001 | 3e−4', 'Batch: 128 | 64', 'Seed: 1 | 2']);
  });
  it('takes several runs, and one that differs is enough', () => {
    const coupled = { ...ring, coupling: { ...ring.coupling, kind: 'ot' as const, batch: 1024 } };
    expect(words([ring, coupled, ring])).toEqual([
      'Coupling: independent | minibatch OT | independent',
      'OT batch: – | 1\u2009024 | –',
    ]);
  });
  it('has a dash for a parameter that only one of them has', () => {
    const rows = configRows([ring, configFor('onehot', 'pinwheel', 'gaussian', 1)]);
    expect(rows.find((row) => row.label === 'Data modes')?.values).toEqual([8, null]);
    expect(rows.find((row) => row.label === 'Data arms')?.values).toEqual([null, 5]);
  });
  it('has every number of the configuration', () => {
    const numbers = (value: unknown): number =>
      typeof value === 'number'
        ? 1
        : typeof value === 'object' && value !== null
          ? Object.values(value).reduce((sum: number, each) => sum + numbers(each), 0)
          : 0;
    const told = configRows([ring, ring]).filter((row) => typeof row.values[0] === 'number').length;
    expect(told).toBe(numbers(ring));
  });
  it('has a name for every setting', () => {
    const unnamed = configRows([ring]).filter((row) => row.label === row.key);
    expect(unnamed).toEqual([]);
    expect(settingLabel('unheard.of')).toBe('unheard.of');
    expect(new Set(Object.values(SETTING_LABELS)).size).toBeGreaterThan(40);
  });
  it('compares lists by what is in them', () => {
    const hidden = (widths: number[]) => ({ ...ring, network: { ...ring.network, hidden: widths } });
    expect(words([hidden([64, 32]), hidden([64, 32])])).toEqual([]);
    expect(words([hidden([64, 32]), hidden([])])).toEqual(['Hidden widths: 64, 32 | –']);
  });
});
