import { describe, expect, it } from 'vitest';
import type { BackendInfo } from '../../../shared/model/records.ts';
import type { MachineReport } from '../../../shared/studio-protocol.ts';
import { machineChecks } from './machine-checks.ts';

const backend: BackendInfo = {
  kind: 'native-cpu',
  version: 'TensorFlow 2.21.0',
  device: 'CPU, 2 threads',
  why: 'There is no NVIDIA GPU here.',
};
const machine: MachineReport = {
  backend,
  backendProblem: null,
  stepsPerSecond: 1812,
  nodeVersion: 'v24.0.0',
  sqliteVersion: '3.54.1',
  libraryPath: '/data',
  libraryBytes: 0,
  freeBytes: 71e9,
};
const graphics = { kind: 'hardware', renderer: 'Apple M2' } as const;
const check = (change: Partial<Parameters<typeof machineChecks>[0]>) =>
  machineChecks({ machine, problem: null, backend, graphics, ...change });

describe('the machine check', () => {
  it('names the device, its speed, the space and why there is no GPU', () => {
    expect(check({}).map(({ state, detail }) => [state, detail])).toEqual([
      ['good', 'CPU, 2 threads, 1\u2009812 steps/s measured'],
      ['good', 'WebGL 2, hardware, Apple M2'],
      ['good', '71 GB free, about 5 MB a run'],
      ['note', 'Not needed for these sizes'],
    ]);
    expect(check({}).at(-1)?.why).toBe('There is no NVIDIA GPU here.');
  });
  it('waits without alarm', () => {
    expect(check({ machine: null, backend: null })[0]?.state).toBe('waiting');
  });
  it('tells why there is no engine', () => {
    const [engine] = check({ backend: null, machine: { ...machine, backend: null, backendProblem: 'No TensorFlow.' } });
    expect(engine).toMatchObject({ state: 'bad', detail: 'No TensorFlow.' });
  });
  it('warns of a nearly full disk and of a missing WebGL', () => {
    const checks = check({ machine: { ...machine, freeBytes: 5e8 }, graphics: { kind: 'none', renderer: '' } });
    expect(checks.find(({ id }) => id === 'storage')?.state).toBe('note');
    expect(checks.find(({ id }) => id === 'view')?.title).toBe('3-D view off');
  });
});
