import type { Interval } from '../../shared/statistics/share-interval.ts';
import { decimal, whole } from '../format.ts';
import { cssColour, resolveColour } from '../styles/tokens.ts';
import { linearRange, logRange } from './axis-ticks.ts';
import { ChartFrame, type ChartTheme, type FrameOptions, type Pen } from './chart-frame.ts';
import { dashedLine, disc, ring, whisker } from './chart-marks.ts';
import { alongLine, type NameLook, nameLine } from './clear-spot.ts';

export type MetricPoint = {
  readonly step: number;
  readonly value: number;
  /** Samples it was measured with, and the same figure of a perfect sampler at that n; null where there is none. */
  readonly n: number;
  readonly floor: number | null;
  /** Of another n than the others: not joined with them. */
  readonly apart: boolean;
  /** About 68 %: null where nothing is known of the spread. */
  readonly interval: Interval | null;
};

export type MetricData = {
  /** In the order of their steps. */
  readonly points: readonly MetricPoint[];
  readonly totalSteps: number;
  /** What a perfect sampler reaches at the same n. */
  readonly floor: { readonly value: number; readonly words: string } | null;
};

export type MetricOptions = {
  readonly theme: ChartTheme;
  /** Any CSS colour, `var(--run-1)` included. */
  readonly colour: string;
  readonly log: boolean;
  /** Ends of the value axis for a figure that has them, e.g. a share; otherwise as the values need. */
  readonly range?: readonly [number, number] | null;
};

const FLOOR_NAME: NameLook = { inset: 0, above: 5, height: 14 };
/** CSS pixels that a short floor under a point of another n takes to both sides. */
const SHORT_FLOOR = 14;

/**
 * A metric at the snapshots: points, with error bars where the spread is known, joined where their n is the same, and the
 * floor of a perfect sampler; a point of another n is hollow and has a floor of its own.
 */
export class MetricChart {
  readonly #frame: ChartFrame;
  #options: MetricOptions;
  #data: MetricData = { points: [], totalSteps: 1, floor: null };

  constructor(element: HTMLElement, options: MetricOptions) {
    this.#options = options;
    this.#frame = new ChartFrame(element, () => this.#frameOptions());
  }

  setData(data: MetricData): void {
    this.#data = data;
    this.#frame.refresh();
  }

  setOptions(options: Partial<MetricOptions>): void {
    this.#options = { ...this.#options, ...options };
    this.#frame.refresh();
  }

  setTheme(theme: ChartTheme): void {
    this.setOptions({ theme });
  }

  dispose(): void {
    this.#frame.dispose();
  }

  #frameOptions(): FrameOptions {
    const { theme, colour, log } = this.#options;
    const stroke = cssColour(resolveColour(colour, theme));
    const joined = this.#shown().filter(({ apart }) => !apart);
    return {
      theme,
      log,
      totalSteps: this.#data.totalSteps,
      range: this.#range(),
      left: 44,
      stepTicks: 2.5,
      series: [{ stroke, width: 1.6, points: { show: false } }],
      data: [joined.map(({ step }) => step), joined.map(({ value }) => value)],
      below: (pen) => this.#drawFloor(pen),
      above: (pen) => this.#drawPoints(pen, stroke),
      readout: (step) => this.#readout(step),
    };
  }

  /** A logarithmic axis cannot show what is not positive. */
  #shown(): readonly MetricPoint[] {
    return this.#data.points.filter(({ value }) => Number.isFinite(value) && (!this.#options.log || value > 0));
  }

  #range(): [number, number] | null {
    const { range } = this.#options;
    if (this.#shown().length === 0) return null;
    if (range) return [...range];
    const values = this.#shown().flatMap(({ value, interval, apart, floor }) => [
      value,
      ...(interval === null ? [] : [interval.low, interval.high]),
      ...(apart && floor !== null ? [floor] : []),
    ]);
    if (this.#data.floor) values.push(this.#data.floor.value);
    return this.#options.log ? logRange(values, 0.08) : linearRange(values);
  }

  #drawFloor({ context, left, right, x, y, token }: Pen): void {
    const { floor } = this.#data;
    if (this.#shown().length === 0) return;
    if (floor) dashedLine(context, left, right, y(floor.value), token('text-2'));
    for (const { apart, floor: own, step } of this.#shown()) {
      if (!apart || own === null || (this.#options.log && own <= 0)) continue;
      const at = Math.max(left, x(step) - SHORT_FLOOR);
      dashedLine(context, at, Math.min(right + 6, x(step) + SHORT_FLOOR), y(own), token('text-2'));
    }
  }

  #nameFloor(pen: Pen): void {
    const { floor } = this.#data;
    if (!floor || this.#shown().length === 0) return;
    const marks = alongLine(this.#shown().map(({ step, value }) => [pen.x(step), pen.y(value)] as const));
    nameLine(pen, floor.words, pen.y(floor.value), marks, FLOOR_NAME);
  }

  #drawPoints(pen: Pen, colour: string): void {
    const { context, x, y, bottom, token } = pen;
    const low = this.#range()?.[0] ?? 0;
    for (const { step, value, interval, apart } of this.#shown()) {
      const [atX, atY] = [x(step), y(value)];
      if (interval) whisker(context, atX, y(interval.high), interval.low > low ? y(interval.low) : bottom, colour);
      disc(context, atX, atY, apart ? 3 : 2.8, apart ? token('bg-1') : colour);
      if (apart) ring(context, atX, atY, 3, colour, 1.6);
    }
    this.#nameFloor(pen);
  }

  #readout(place: number): string | null {
    const shown = this.#shown();
    if (shown.length === 0) return null;
    const near = shown.reduce((best, point) =>
      Math.abs(point.step - place) < Math.abs(best.step - place) ? point : best,
    );
    const { step, value, n, floor, interval } = near;
    const parts = [`Step ${whole(step)}: ${decimal(value)}`, `n = ${whole(n)}`];
    if (interval) parts.push(`68 % in ${decimal(interval.low)} to ${decimal(interval.high)}`);
    if (floor !== null && floor > 0) parts.push(`floor ${decimal(floor)}`);
    return parts.join(', ');
  }
}
