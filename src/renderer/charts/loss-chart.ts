import uPlot from 'uplot';
import { decimal, whole } from '../format.ts';
import { cssColour, resolveColour } from '../styles/tokens.ts';
import { linearRange, logRange } from './axis-ticks.ts';
import { type Buckets, intoBuckets } from './buckets.ts';
import { ChartFrame, type ChartTheme, type FrameOptions, type Pen } from './chart-frame.ts';
import { dashedLine, disc, ring } from './chart-marks.ts';
import { type SmoothCurve, smoothed } from './smoothing.ts';

export type LossData = {
  /** Entry i is the loss of step i. */
  readonly losses: ArrayLike<number>;
  readonly totalSteps: number;
  /** The loss no model can go below, with the words that say how it is known; null draws no line rather than a guess. */
  readonly irreducible: { readonly value: number; readonly words: string } | null;
  /** Steps of the stored snapshots. */
  readonly snapshots: readonly number[];
};

export type LossOptions = {
  readonly theme: ChartTheme;
  /** Any CSS colour, `var(--run-1)` included. */
  readonly colour: string;
  readonly log: boolean;
  /** 0 … 1; 0 draws the raw curve only. */
  readonly smoothing: number;
};

const EMPTY: LossData = { losses: [], totalSteps: 1, irreducible: null, snapshots: [] };
/** CSS pixels of two points of the raw curve. */
const BUCKET_PIXELS = 2;

/** Loss over training steps: raw and smooth curve, irreducible loss, snapshots, and the value now. */
export class LossChart {
  readonly #frame: ChartFrame;
  #options: LossOptions;
  #data: LossData = EMPTY;
  #buckets: Buckets = { steps: [], means: [], rawSteps: [], raw: [] };
  #smooth: SmoothCurve = { steps: [], values: [] };

  constructor(element: HTMLElement, options: LossOptions) {
    this.#options = options;
    this.#frame = new ChartFrame(element, () => this.#frameOptions());
  }

  setData(data: LossData): void {
    this.#data = data;
    this.#frame.refresh();
  }

  setOptions(options: Partial<LossOptions>): void {
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
    const { theme, colour, log, smoothing } = this.#options;
    this.#buckets = intoBuckets(this.#data.losses, this.#data.totalSteps, this.#frame.plotWidth / BUCKET_PIXELS);
    this.#smooth = smoothed(this.#data.losses, this.#data.totalSteps, smoothing);
    const rgb = resolveColour(colour, theme);
    const { rawSteps, raw } = this.#buckets;
    const smooth = this.#smooth.values.map((value) => (Number.isFinite(value) ? value : null));
    return {
      theme,
      log,
      totalSteps: this.#data.totalSteps,
      range: this.#range(),
      left: 52,
      stepTicks: 5,
      series: [
        { stroke: cssColour(rgb, 0.32), width: 1, points: { show: false }, spanGaps: true },
        { stroke: cssColour(rgb), width: 2, points: { show: false }, spanGaps: true },
      ],
      data: uPlot.join([
        [rawSteps, raw],
        [[...this.#smooth.steps], smooth],
      ]),
      below: (pen) => this.#drawFloor(pen),
      above: (pen) => this.#drawNow(pen, cssColour(rgb)),
      readout: (step) => this.#readout(step),
    };
  }

  /** From below the irreducible loss to above the start; a few spikes beyond are cut rather than flattening the rest. */
  #range(): [number, number] | null {
    const floor = this.#data.irreducible?.value;
    const high = Math.max(...this.#smooth.values.filter(Number.isFinite), 0) * 1.08;
    const values = [...this.#buckets.raw.filter((value) => value <= high), ...this.#smooth.values, high];
    if (floor !== undefined && !this.#empty) values.push(floor * 0.8);
    const positive = values.filter((value) => value > 0);
    if (this.#empty) return null;
    return this.#options.log ? logRange(positive, 0.02) : linearRange(values);
  }

  get #empty(): boolean {
    return this.#buckets.steps.length === 0;
  }

  #drawFloor({ context, left, right, bottom, y, token }: Pen): void {
    const { irreducible } = this.#data;
    if (!irreducible || this.#empty) return;
    const height = y(irreducible.value);
    context.globalAlpha = 0.07;
    context.fillStyle = token('text-3');
    context.fillRect(left, height, right - left, bottom - height);
    context.globalAlpha = 1;
    dashedLine(context, left, right, height, token('text-2'));
  }

  #nameFloor({ left, bottom, y, text }: Pen): void {
    const { irreducible } = this.#data;
    if (!irreducible || this.#empty) return;
    const height = y(irreducible.value);
    // Under the line, or over it where the axis is too near.
    const baseline = bottom - height > 24 ? height + 17 : height - 6;
    text(`Irreducible loss ${decimal(irreducible.value)}, ${irreducible.words}`, left + 8, baseline, {
      token: 'text-2',
    });
  }

  #drawNow(pen: Pen, colour: string): void {
    const { context, x, y, top, bottom, right, token, text } = pen;
    this.#nameFloor(pen);
    for (const step of this.#data.snapshots) {
      disc(context, x(step), bottom + 0.5, 3, token('bg-1'));
      ring(context, x(step), bottom + 0.5, 3, token('text-2'), 1.3);
    }
    const last = this.#smooth.values.findLastIndex(Number.isFinite);
    const step = this.#smooth.steps[last];
    const value = this.#smooth.values[last];
    if (step === undefined || value === undefined) return;
    const [atX, atY] = [x(step), y(value)];
    context.globalAlpha = 0.75;
    context.fillStyle = token('accent');
    context.fillRect(atX - 0.5, top, 1, bottom - top);
    context.globalAlpha = 1;
    disc(context, atX, atY, 5, token('bg-1'));
    disc(context, atX, atY, 3.5, colour);
    this.#writeValue(value, atX, atY, right, text);
  }

  /** Beside the dot where there is room: right of it, else left. */
  #writeValue(value: number, x: number, y: number, right: number, text: Pen['text']): void {
    const { irreducible } = this.#data;
    const floor = irreducible && value - irreducible.value;
    const words = [
      ...(this.#options.smoothing > 0 ? ['smoothed'] : []),
      ...(floor === null ? [] : [`${decimal(Math.abs(floor))} ${floor < 0 ? 'below' : 'above'} the floor`]),
    ].join(', ');
    const fits = x + 56 + 6 * words.length < right;
    if (fits) {
      const width = text(decimal(value), x + 10, y - 10, { token: 'text-1', bold: true });
      text(words, x + 10 + width + 9, y - 10);
    } else {
      const width = text(words, x - 10, y - 10, { align: 'right' }) + (words === '' ? 0 : 9);
      text(decimal(value), x - 10 - width, y - 10, { token: 'text-1', bold: true, align: 'right' });
    }
  }

  #readout(step: number): string | null {
    const { losses } = this.#data;
    const at = Math.round(step);
    const value = losses[at];
    return value === undefined ? null : `Step ${whole(at)}, loss ${decimal(value)}`;
  }
}
