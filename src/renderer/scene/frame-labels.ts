import type { Edges } from './edges.ts';
import { type Label, type LabelLayer, plain, quiet, variable } from './labels.ts';
import type { FlowViewOptions } from './types.ts';
import { tickStep, ticksWithin, type World } from './world.ts';

const TIME_TICKS = [0, 0.25, 0.5, 0.75, 1];

/** Ticks, axis names and captions of the box; the cursor's chip goes with the slice plane. */
export class FrameLabels {
  readonly #layer: LabelLayer;
  readonly #captions: readonly Label[];
  readonly #times: readonly Label[];
  readonly #names: { t: Label; x1: Label; x2: Label } | null;
  #x1Ticks: Label[] = [];
  #x2Ticks: Label[] = [];
  #ticks: number[] = [];
  readonly #short: boolean;

  constructor(layer: LabelLayer, { labels, compact }: Pick<FlowViewOptions, 'labels' | 'compact'>) {
    this.#layer = layer;
    // Previews have room for the two ends only.
    this.#short = compact || !labels;
    const caption = (name: string, t: number) =>
      !this.#short
        ? layer.add('caption', [plain(`${name} `), variable('t'), quiet(` = ${t}`)])
        : layer.add('tick', [variable('t'), plain(` = ${t}`)]);
    this.#captions = [caption('Source', 0), caption('Data', 1)];
    const full = labels === true && !compact;
    this.#times = full ? TIME_TICKS.map((t) => layer.add('tick', [plain(timeText(t))])) : [];
    this.#names = full
      ? {
          t: layer.add('axis', [variable('t')]),
          x1: layer.add('axis', [variable('x'), plain('₁')]),
          x2: layer.add('axis', [variable('x'), plain('₂')]),
        }
      : null;
  }

  place(world: World, edges: Edges): void {
    const { extent } = world;
    const near = edges.nearSide * extent;
    if (this.#short) this.#placeEnds(world, near);
    else for (const [t, label] of this.#captions.entries()) set(label, world, t, 0, extent * 1.15);
    if (!this.#names) return;
    this.#setTicks(extent);
    for (const [i, t] of TIME_TICKS.entries()) set(this.#times[i], world, t, near * 1.14, -extent);
    set(this.#names.t, world, 0.5, near * 1.36, -extent);
    const outward = edges.nearTime === 1 ? 1 : -1;
    const end = edges.nearTime + 0.045 * outward;
    const { time, side } = edges.left;
    this.#ticks.forEach((value, i) => {
      set(this.#x1Ticks[i], world, end, value, -extent, 4 * outward, 3);
      set(this.#x2Ticks[i], world, time, side * extent, value, -14);
    });
    set(this.#names.x1, world, end, -edges.nearSide * extent * 0.8, -extent, 8 * outward, 5);
    set(this.#names.x2, world, time, side * extent, extent * 0.78, -16);
  }

  #placeEnds(world: World, near: number): void {
    set(this.#captions[0], world, 0, 0, -world.extent * 1.14, -30, 12);
    set(this.#captions[1], world, 1, near, -world.extent, 22, 2);
  }

  #setTicks(extent: number): void {
    const step = tickStep(extent);
    // Ticks in the corners would meet those of the next axis.
    const values = ticksWithin(extent * 0.72, step);
    if (values.length === this.#ticks.length && values.every((value, i) => value === this.#ticks[i])) return;
    this.#ticks = values;
    for (const label of [...this.#x1Ticks, ...this.#x2Ticks]) this.#layer.remove(label);
    const make = () => values.map((value) => this.#layer.add('tick', [plain(numberText(value))]));
    this.#x1Ticks = make();
    this.#x2Ticks = make();
  }
}

function set(label: Label | undefined, world: World, t: number, x1: number, x2: number, dx = 0, dy = 0): void {
  if (!label) return;
  Object.assign(label, { x: world.x(t), y: world.y(x2), z: world.z(x1), dx, dy });
}

const timeText = (t: number) => String(t);
export const numberText = (value: number) => String(Number(value.toPrecision(6))).replace('-', '−');
