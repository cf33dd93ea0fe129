import { describe, expect, it } from 'vitest';
import { driverMajor, tensorflowWays } from './tensorflow-plan.mjs';

const linux = { platform: 'linux', arch: 'x64', nvidia: null };

describe('tensorflowWays', () => {
  it.each([
    ['Linux without a GPU', linux, ['cpu', 'package', 'wasm']],
    ['Linux with an NVIDIA driver', { ...linux, nvidia: { major: 580 } }, ['cuda', 'cpu', 'package', 'wasm']],
    [
      'Linux with a driver that does not say',
      { ...linux, nvidia: { major: null } },
      ['cuda', 'cpu', 'package', 'wasm'],
    ],
    ['Linux with a driver before CUDA 12', { ...linux, nvidia: { major: 470 } }, ['cpu', 'package', 'wasm']],
    [
      'Linux on ARM, which has no CUDA build',
      { ...linux, arch: 'arm64', nvidia: { major: 580 } },
      ['cpu', 'package', 'wasm'],
    ],
    ['Linux elsewhere', { ...linux, arch: 'riscv64' }, ['wasm']],
    ['macOS', { platform: 'darwin', arch: 'arm64', nvidia: null }, ['package', 'wasm']],
    ['Windows', { platform: 'win32', arch: 'x64', nvidia: null }, ['package', 'wasm']],
  ])('%s', (_, machine, ways) => {
    expect(tensorflowWays(machine)).toEqual(ways);
  });

  it('follows the choice of the user, with WebAssembly behind it', () => {
    expect(tensorflowWays(linux, 'cuda')).toEqual(['cuda', 'wasm']);
    expect(tensorflowWays(linux, 'wasm')).toEqual(['wasm']);
    expect(tensorflowWays(linux, '')).toEqual(['cpu', 'package', 'wasm']);
  });

  it('refuses a choice that does not exist', () => {
    expect(() => tensorflowWays(linux, 'metal')).toThrow('STREAMLINE_TENSORFLOW is "metal"; it can be cuda, cpu');
  });
});

describe('driverMajor', () => {
  it('reads what the kernel modules write', () => {
    expect(driverMajor('NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12')).toBe(535);
    expect(driverMajor('NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.95.05  Release Build')).toBe(580);
    expect(driverMajor('something else')).toBeNull();
  });
});
