import { describe, expect, it } from 'vitest';
import { exactFlow } from './exact-flow.ts';
import { type ConditionField, marginalField } from './marginal-field.ts';
import { mixtureVelocity } from './mixture.ts';
import { drawSource } from './sources.ts';

const shape = { times: [0, 0.5, 0.9], grid: 9, extent: 4 };
const place = (k: number) => -shape.extent + (2 * shape.extent * k) / (shape.grid - 1);
const LEFT = [-2.5, 0] as const;
const RIGHT = [2.5, 0] as const;
const STD = 0.4;

/** The exact field of a mixture on the grid. */
function fieldOf(means: readonly (readonly [number, number])[]): Float32Array {
  const velocity = mixtureVelocity({ means, std: STD });
  const out = new Float64Array(2);
  const values: number[] = [];
  for (const t of shape.times) {
    for (let row = 0; row < shape.grid; row++) {
      for (let column = 0; column < shape.grid; column++) {
        velocity(place(column), place(row), t, out);
        values.push(...out);
      }
    }
  }
  return Float32Array.from(values);
}

/** 400 particles that take the two modes in turn, each moved by the exact flow of its own mode. */
function trajectories() {
  const source = drawSource({ name: 'gaussian' }, 7, 400);
  const flows = [LEFT, RIGHT].map((mean) => {
    const velocity = mixtureVelocity({ means: [mean], std: STD });
    return exactFlow(() => velocity, source, { frameCount: 17 });
  });
  const first = flows[0] as (typeof flows)[number];
  const conditions = Float32Array.from({ length: 400 }, (_, i) => i % 2);
  const frames = first.frames.map((_, k) => flows[Math.floor(k / 2) % 2]?.frames[k] ?? 0);
  return { ...first, frames, conditions };
}

describe('the field of all conditions together', () => {
  const fields: ConditionField[] = [
    { condition: 0, values: fieldOf([LEFT]) },
    { condition: 1, values: fieldOf([RIGHT]) },
  ];
  const mixed = marginalField(fields, trajectories(), shape);
  const truth = fieldOf([LEFT, RIGHT]);

  // Each mode's own velocity differs by 5 here, so 0.5 is a posterior within a tenth.
  it('agrees with the exact field of the mixture where the particles are', () => {
    for (const [time, row, column] of [
      [0, 4, 4],
      [1, 4, 3],
      [1, 4, 5],
      [2, 4, 2],
      [2, 4, 6],
    ] as const) {
      const at = 2 * ((time * shape.grid + row) * shape.grid + column);
      expect(Math.abs((mixed[at] ?? 9) - (truth[at] ?? 0))).toBeLessThan(0.5);
      expect(Math.abs((mixed[at + 1] ?? 9) - (truth[at + 1] ?? 0))).toBeLessThan(0.5);
    }
  });

  it('takes the plain mean where nobody is', () => {
    const far = marginalField(fields, { ...trajectories(), conditions: new Float32Array(400).fill(9) }, shape);
    expect(far[0]).toBeCloseTo(((fields[0]?.values[0] ?? 0) + (fields[1]?.values[0] ?? 0)) / 2, 4);
  });

  it('is the one field when there is one condition', () => {
    const one = marginalField(fields.slice(0, 1), trajectories(), shape);
    one.forEach((value, k) => {
      expect(value).toBeCloseTo(fields[0]?.values[k] ?? 0, 4);
    });
  });
});
