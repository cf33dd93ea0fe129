import type { Object3D } from 'three';
import { tokenColour } from '../styles/tokens.ts';
import type { Edges } from './edges.ts';
import { ORDER } from './materials.ts';
import { linePoints } from './path-points.ts';
import { Ribbons } from './ribbons.ts';
import type { SharedUniforms } from './shared-uniforms.ts';
import type { Theme } from './types.ts';
import { BOX_HALF, tickStep, ticksWithin, type World } from './world.ts';

type Line = readonly number[];

const TOKENS = { fine: 'grid-1', coarse: 'grid-2', box: 'grid-2', ticks: 'axis', axis: 'axis' } as const;
const WIDTHS = { fine: 0.9, coarse: 0.9, box: 0.9, ticks: 1, axis: 1.1 } as const;
type Part = keyof typeof TOKENS;
const PARTS = Object.keys(TOKENS) as Part[];

/** Box, floor grid and the t axis with its ticks. */
export class Frame {
  readonly #parts: Readonly<Record<Part, Ribbons>>;

  constructor(shared: SharedUniforms, scene: Object3D, theme: Theme) {
    const make = (part: Part) => {
      const look = { past: 1, future: 1, tail: 1e9, additive: false };
      const ribbons = new Ribbons(shared, { ...look, width: WIDTHS[part], order: ORDER.grid }, false);
      ribbons.opacity = part === 'coarse' ? 0.8 : 1;
      scene.add(ribbons.mesh);
      return [part, ribbons] as const;
    };
    this.#parts = Object.fromEntries(PARTS.map(make)) as Record<Part, Ribbons>;
    this.setTheme(theme);
  }

  setTheme(theme: Theme): void {
    for (const part of PARTS) this.#parts[part].setColour(tokenColour(TOKENS[part], theme));
  }

  updateWidth(): void {
    for (const part of PARTS) this.#parts[part].updateWidth();
  }

  /** Lays the lines for a window and the edges the camera sees best. */
  place(world: World, { nearSide }: Edges): void {
    const lines = frameLines(world, nearSide);
    for (const part of PARTS) this.#parts[part].setPoints(linePoints(lines[part]));
  }

  dispose(): void {
    for (const part of PARTS) this.#parts[part].dispose();
  }
}

/** World lines of every part of the frame. */
export function frameLines(world: World, nearSide: 1 | -1): Record<Part, Line[]> {
  const half = BOX_HALF;
  const floor = -half;
  const near = -nearSide * half;
  const across = (t: number): Line => [world.x(t), floor, -half, world.x(t), floor, half];
  const along = (z: number): Line => [world.x(0), floor, z, world.x(1), floor, z];
  const wall = (t: number): Line =>
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
      [-1, -1],
    ].flatMap(([y = 0, z = 0]) => [world.x(t), y * half, z * half]);
  const step = tickStep(world.extent);
  return {
    fine: [
      ...ticksWithin(world.extent, step).map((x1) => along(world.z(x1))),
      ...[0.125, 0.375, 0.625, 0.875].map(across),
    ],
    coarse: [0.25, 0.5, 0.75].map(across),
    box: [wall(0), wall(1), along(-near)],
    ticks: [0, 0.25, 0.5, 0.75, 1].map((t) => [world.x(t), floor, near, world.x(t), floor, near * 1.045]),
    axis: [along(near)],
  };
}
