import { expect, it } from 'vitest';
import { CPU_WHEEL, CUDA_WHEELS, requirement, TENSORFLOW_VERSION } from './tensorflow-wheels.mjs';

const WHEELS = [...CUDA_WHEELS, CPU_WHEEL.x64, CPU_WHEEL.arm64];

it('pins every wheel by version and checksum', () => {
  for (const wheel of WHEELS) {
    expect(requirement(wheel)).toMatch(/^[a-z0-9-]+==\d+(\.\d+)+ --hash=sha256:[0-9a-f]{64}\n$/);
    expect(wheel.bytes).toBeGreaterThan(1e6);
  }
  expect(new Set(WHEELS.map(({ sha256 }) => sha256)).size).toBe(WHEELS.length);
});

it('brings one TensorFlow, and with CUDA the libraries that it loads', () => {
  const tensorflow = WHEELS.filter(({ name }) => name.startsWith('tensorflow'));
  expect(tensorflow.map(({ version }) => version)).toEqual(Array(3).fill(TENSORFLOW_VERSION));
  const libraries = CUDA_WHEELS.map(({ name }) => name.replace(/^nvidia-|-cu12$/g, ''));
  expect(libraries).toEqual(
    expect.arrayContaining(['cuda-runtime', 'cublas', 'cudnn', 'cufft', 'cusolver', 'cusparse']),
  );
});
