import { expect, it } from 'vitest';
import { drawnParticles } from './drawn-particles.ts';

it('draws all particles while there are few, otherwise every k-th', () => {
  expect([...drawnParticles(5, 1, 4000)]).toEqual([0, 1, 2, 3, 4]);
  expect([...drawnParticles(10, 1, 5)]).toEqual([0, 2, 4, 6, 8]);
});

it('leaves none of the flows out that share a picture: six of 2 000 particles each', () => {
  const drawn = drawnParticles(12_000, 6, 4000);
  const perFlow = [0, 1, 2, 3, 4, 5].map((copy) => drawn.filter((particle) => particle % 6 === copy).length);
  expect(perFlow).toEqual([667, 667, 667, 667, 667, 667]);
  expect(Math.max(...drawn)).toBeLessThan(12_000);
});
