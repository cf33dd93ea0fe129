import { expect, it } from 'vitest';
import { frameLines } from './frame.ts';
import { BOX_HALF, World } from './world.ts';

it('lays the grid on the floor only; box, axis and ticks are other parts', () => {
  const lines = frameLines(new World(4.1, 4.2), 1);
  const heights = [...lines.fine, ...lines.coarse].flatMap((line) => line.filter((_, i) => i % 3 === 1));
  expect(heights.length).toBeGreaterThan(20);
  for (const height of heights) expect(height).toBe(-BOX_HALF);
  expect(lines.box.flat()).toContain(BOX_HALF);
});
