import type { Object3D, Texture } from 'three';
import type { Layer } from '../../shared/flow/layers.ts';
import { type Rgb, tokenColour } from '../styles/tokens.ts';
import type { Edges } from './edges.ts';
import { ORDER } from './materials.ts';
import { linePoints } from './path-points.ts';
import { Ribbons } from './ribbons.ts';
import { colourStrip, type SharedUniforms } from './shared-uniforms.ts';
import { DEFAULT_LAYERS, type Layers, type Theme } from './types.ts';
import { BOX_HALF, tickStep, ticksWithin, type World } from './world.ts';

type Line = readonly number[];

const TOKENS = { fine: 'grid-1', coarse: 'grid-2', box: 'grid-2', ticks: 'axis', axis: 'axis' } as const;
type Part = keyof typeof TOKENS;
const PARTS = Object.keys(TOKENS) as Part[];
/** What the layer of the grid hides. */
const GRID: readonly Part[] = ['fine', 'coarse'];
const WIDTH = 1;
/** Lines across the floor stand back a little behind the box. */
const COARSE_STRENGTH = 0.8;

/** Box, floor grid and the t axis with its ticks: all of it in one draw call, each part in its colour of a palette. */
export class Frame {
  readonly #lines: Ribbons;
  readonly #palette: { value: Texture };
  #theme: Theme;
  #grid: Layer = DEFAULT_LAYERS.grid;
  #placed: { readonly world: World; readonly edges: Edges } | null = null;

  constructor(shared: SharedUniforms, scene: Object3D, theme: Theme) {
    this.#theme = theme;
    this.#palette = { value: colourStrip(colours(theme, this.#grid.opacity)) };
    const look = { past: 1, future: 1, tail: 1e9, additive: false, width: WIDTH, order: ORDER.grid };
    this.#lines = new Ribbons(shared, look, false, this.#palette);
    this.#lines.setColourBy('condition');
    scene.add(this.#lines.mesh);
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    this.#colour();
  }

  setLayers({ grid }: Layers): void {
    const before = this.#grid;
    this.#grid = grid;
    if (grid.opacity !== before.opacity) this.#colour();
    if (grid.visible !== before.visible && this.#placed) this.place(this.#placed.world, this.#placed.edges);
  }

  updateWidth(): void {
    this.#lines.updateWidth();
  }

  /** Lays the lines for a window and the edges the camera sees best. */
  place(world: World, edges: Edges): void {
    this.#placed = { world, edges };
    const lines = frameLines(world, edges.nearSide);
    const shown = PARTS.filter((part) => this.#grid.visible || !GRID.includes(part));
    const tones = shown.flatMap((part) => {
      const tone = (PARTS.indexOf(part) + 0.5) / PARTS.length;
      return lines[part].flatMap((line) => new Array<number>(line.length / 3).fill(tone));
    });
    this.#lines.setPoints(linePoints(shown.flatMap((part) => lines[part])), Float32Array.from(tones));
  }

  #colour(): void {
    this.#palette.value.dispose();
    this.#palette.value = colourStrip(colours(this.#theme, this.#grid.opacity));
  }

  dispose(): void {
    this.#lines.dispose();
    this.#palette.value.dispose();
  }
}

/** `grid`: opacity of the lines across the floor. */
function colours(theme: Theme, grid: number): readonly Rgb[] {
  const ground = tokenColour('scene-bg', theme);
  return PARTS.map((part) => {
    const colour = tokenColour(TOKENS[part], theme);
    const share = (part === 'coarse' ? COARSE_STRENGTH : 1) * (GRID.includes(part) ? grid : 1);
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
