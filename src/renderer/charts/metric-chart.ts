import { decimal, whole } from '../format.ts';
import { cssColour, resolveColour } from '../styles/tokens.ts';
import { linearRange, logRange } from './axis-ticks.ts';
import { ChartFrame, type ChartTheme, type FrameOptions, type Pen } from './chart-frame.ts';
import { dashedLine, disc } from './chart-marks.ts';

export type MetricPoint = {
  readonly step: number;
  readonly value: number;
  /** Half of the error bar. */
  readonly error?: number;
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
  /** Name of the metric, for the readout. */
  readonly name: string;
  /** Ends of the value axis for a figure that has them, e.g. a share; otherwise as the values need. */
  readonly range?: readonly [number, number] | null;
};

/** A metric at the snapshots: points with error bars, joined, and the floor of a perfect sampler. */
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
    const shown = this.#shown();
    return {
      theme,
      log,
      totalSteps: this.#data.totalSteps,
      range: this.#range(),
      left: 44,
      stepTicks: 2.5,
      series: [{ stroke, width: 1.6, points: { show: false } }],
      data: [shown.map(({ step }) => step), shown.map(({ value }) => value)],
      below: (pen) => this.#drawFloor(pen),
      above: (pen) => this.#drawPoints(pen, stroke),
      readout: (step) => this.#readout(step),
    };
  }

  /** A logarithmic axis cannot show what is not positive. */
  #shown(): readonly MetricPoint[] {
    return this.#data.points.filter(({ value }) => Number.isFinite(value) && (!this.#options.log || value > 0));
  }

  #range(): [number, number] {
    const { range } = this.#options;
    if (range) return [...range];
    const values = this.#shown().flatMap(({ value, error = 0 }) => [value + error, value]);
    if (this.#data.floor) values.push(this.#data.floor.value);
    return (this.#options.log ? logRange(values, 0.08) : linearRange(values)) ?? [0.1, 1];
  }

  #drawFloor({ context, left, right, y, token }: Pen): void {
    const { floor } = this.#data;
    if (!floor) return;
    const height = y(floor.value);
    dashedLine(context, left, right, height, token('text-2'));
  }

  #nameFloor({ right, y, text }: Pen): void {
    const { floor } = this.#data;
    if (floor) text(floor.words, right, y(floor.value) - 5, { align: 'right' });
  }

  #drawPoints(pen: Pen, colour: string): void {
    const { context, x, y, bottom } = pen;
    this.#nameFloor(pen);
    const [low] = this.#range();
    for (const { step, value, error } of this.#shown()) {
      if (error !== undefined && error > 0) {
        const foot = value - error > low ? y(value - error) : bottom;
        context.fillStyle = colour;
        context.fillRect(x(step) - 0.6, y(value + error), 1.2, foot - y(value + error));
      }
      disc(context, x(step), y(value), 2.8, colour);
    }
  }

  #readout(step: number): string | null {
    const shown = this.#shown();
    if (shown.length === 0) return null;
    const near = shown.reduce((best, point) =>
      Math.abs(point.step - step) < Math.abs(best.step - step) ? point : best,
    );
    const error = near.error === undefined ? '' : ` ± ${decimal(near.error)}`;
    return `Step ${whole(near.step)}, ${this.#options.name} ${decimal(near.value)}${error}`;
  }
}
