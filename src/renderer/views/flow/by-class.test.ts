import { expect, it } from 'vitest';
import { dataFor, otherClasses } from './by-class.ts';

const data = { points: Float32Array.of(1, 1, 2, 2, 3, 3), labels: Int32Array.of(0, 1, 0) };

it('shows only the data of the chosen class', () => {
  expect([...dataFor(data, { kind: 'class', label: 0 })]).toEqual([1, 1, 3, 3]);
  expect(dataFor(data, { kind: 'any' })).toBe(data.points);
});

it('keeps whole paths of the other classes, every class among any second half of them', () => {
  const particleCount = 80;
  const conditions = Float32Array.from({ length: particleCount }, (_, i) => i % 5);
  const frames = Float32Array.from({ length: 2 * particleCount * 2 }, (_, k) => {
    const [frame, particle] = [Math.floor(k / (2 * particleCount)), Math.floor(k / 2) % particleCount];
    return 1000 * frame + particle;
  });
  const others = otherClasses({ frames, conditions, particleCount, frameCount: 2, times: Float32Array.of(0, 1) }, 2);
  expect(others.particleCount).toBe(64);
  expect(new Set(others.conditions)).toEqual(new Set([0, 1, 3, 4]));
  expect(new Set(others.conditions.filter((_, i) => i % 2 === 0))).toEqual(new Set([0, 1, 3, 4]));
  for (let i = 0; i < others.particleCount; i++) {
    const start = others.frames[2 * i] ?? -1;
    expect(start % 5).toBe(others.conditions[i]);
    expect(others.frames[2 * (others.particleCount + i)]).toBe(1000 + start);
  }
});
