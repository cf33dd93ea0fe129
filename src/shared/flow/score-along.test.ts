import { expect, test } from 'vitest';
import { PATHS } from '../model/names.ts';
import { mixtureLogDensity, mixtureVelocity } from './mixture.ts';
import { scheduleAt } from './path.ts';
import { scoreFrom, scoreNormsAlong } from './score-along.ts';

const mixture = {
  means: [
    [2, 0],
    [-1, 1.5],
    [0, -2],
  ] as const,
  std: 0.4,
};

test.each(PATHS)('on the %s path it is the gradient of the log-density of a mixture', (kind) => {
  const path = { kind, params: {} };
  const at = (t: number) => scheduleAt(path, t);
  const velocity = mixtureVelocity(mixture, at);
  const out = new Float64Array(2);
  for (const t of [0.2, 0.5, 0.8]) {
    for (const [x, y] of [
      [0.3, -0.4],
      [1, 1],
      [-0.7, 0.2],
    ] as const) {
      velocity(x, y, t, out);
      const score = scoreFrom(at(t), [x, y], [out[0] as number, out[1] as number]);
      const h = 1e-4;
      const log = (dx: number, dy: number) => mixtureLogDensity(mixture, x + dx, y + dy, t, at);
      const gradient = [(log(h, 0) - log(-h, 0)) / (2 * h), (log(0, h) - log(0, -h)) / (2 * h)];
      const scale = Math.max(1, Math.hypot(gradient[0] as number, gradient[1] as number));
      expect(Math.abs(((score?.[0] ?? Number.NaN) - (gradient[0] as number)) / scale)).toBeLessThan(1e-3);
      expect(Math.abs(((score?.[1] ?? Number.NaN) - (gradient[1] as number)) / scale)).toBeLessThan(1e-3);
    }
  }
});

test('along straight paths to a single point it is ‖x0‖ / (1 − t), and its last value is kept at the data', () => {
  const frameCount = 11;
  const [x0, end] = [
    [0.6, -0.8],
    [3, 1],
  ] as const;
  const times = Float32Array.from({ length: frameCount }, (_, k) => k / (frameCount - 1));
  const frames = new Float32Array(2 * frameCount);
  times.forEach((t, k) => {
    for (const axis of [0, 1] as const) frames[2 * k + axis] = (1 - t) * x0[axis] + t * end[axis];
  });
  const paths = { frames, frameCount, particleCount: 1, times, conditions: new Float32Array(1) };
  const norms = scoreNormsAlong(paths, (t) => scheduleAt({ kind: 'linear', params: {} }, t));
  for (let k = 0; k < frameCount - 1; k++) expect(norms[k]).toBeCloseTo(1 / (1 - (times[k] as number)), 3);
  expect(norms[frameCount - 1]).toBe(norms[frameCount - 2]);
});
