import type { Object3D, Texture } from 'three';
import { type Rgb, tokenColour } from '../styles/tokens.ts';
import type { Edges } from './edges.ts';
import { ORDER } from './materials.ts';
import { linePoints } from './path-points.ts';
import { Ribbons } from './ribbons.ts';
import { colourStrip, type SharedUniforms } from './shared-uniforms.ts';
import type { Theme } from './types.ts';
import { BOX_HALF, tickStep, ticksWithin, type World } from './world.ts';

type Line = readonly number[];

const TOKENS = { fine: 'grid-1', coarse: 'grid-2', box: 'grid-2', ticks: 'axis', axis: 'axis' } as const;
type Part = keyof typeof TOKENS;
const PARTS = Object.keys(TOKENS) as Part[];
const WIDTH = 1;
/** Lines across the floor stand back a little behind the box. */
const COARSE_STRENGTH = 0.8;

/** Box, floor grid and the t axis with its ticks: all of it in one draw call, each part in its colour of a palette. */
export class Frame {
  readonly #lines: Ribbons;
  readonly #palette: { value: Texture };

  constructor(shared: SharedUniforms, scene: Object3D, theme: Theme) {
    this.#palette = { value: colourStrip(colours(theme)) };
    const look = { past: 1, future: 1, tail: 1e9, additive: false, width: WIDTH, order: ORDER.grid };
    this.#lines = new Ribbons(shared, look, false, this.#palette);
    this.#lines.setColourBy('condition');
    scene.add(this.#lines.mesh);
  }

  setTheme(theme: Theme): void {
    this.#palette.value.dispose();
    this.#palette.value = colourStrip(colours(theme));
  }

  updateWidth(): void {
    this.#lines.updateWidth();
  }

  /** Lays the lines for a window and the edges the camera sees best. */
  place(world: World, { nearSide }: Edges): void {
    const lines = frameLines(world, nearSide);
    const tones = PARTS.flatMap((part, k) =>
      lines[part].flatMap((line) => new Array<number>(line.length / 3).fill((k + 0.5) / PARTS.length)),
    );
    this.#lines.setPoints(linePoints(PARTS.flatMap((part) => lines[part])), Float32Array.from(tones));
  }

  dispose(): void {
    this.#lines.dispose();
    this.#palette.value.dispose();
  }
}

function colours(theme: Theme): readonly Rgb[] {
  const ground = tokenColour('scene-bg', theme);
  return PARTS.map((part) => {
    const colour = tokenColour(TOKENS[part], theme);
    const share = part === 'coarse' ? COARSE_STRENGTH : 1;
    const mixed = (i: 0 | 1 | 2) => ground[i] + (colour[i] - ground[i]) * share;
    return [mixed(0), mixed(1), mixed(2)];
  });
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
