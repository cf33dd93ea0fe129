import uPlot from 'uplot';
import type { Interval } from '../../shared/statistics/share-interval.ts';
import { decimal, short, whole } from '../format.ts';
import { cssColour, resolveColour } from '../styles/tokens.ts';
import { linearRange, logRange } from './axis-ticks.ts';
import { ChartFrame, type ChartTheme, type FrameOptions, type Pen } from './chart-frame.ts';
import { dashedLine, disc, ring, whisker } from './chart-marks.ts';
import { alongLine, type NameLook, nameLine } from './clear-spot.ts';

/** A curve over whatever the axis counts: `x` ascending, `y` beside it. */
export type Curve = { readonly x: readonly number[]; readonly y: readonly (number | null)[] };

export type ComparedCurve = {
  /** "A class-fm" */
  readonly name: string;
  /** Any CSS colour, `var(--run-1)` included. */
  readonly colour: string;
  readonly line: Curve;
  /** Half of the band around the line at each of its points; null draws none. */
  readonly spread: readonly (number | null)[] | null;
  /** The raw curve, or the single seeds: thin and dimmed behind the line. */
  readonly faint: readonly Curve[];
  /** Points that stand by themselves: of another n than the line, or of the line with their error bars. */
  readonly marks: readonly CurveMark[];
  /** Goes on: its end gets a dot. */
  readonly live: boolean;
};

export type CurveMark = {
  readonly x: number;
  readonly y: number;
  readonly n: number;
  /** Error bar; null where nothing is known of the spread. */
  readonly interval: Interval | null;
  /** Of another n: not on the line. */
  readonly hollow: boolean;
};

export type CompareChartData = {
  readonly curves: readonly ComparedCurve[];
  /** Right end of the axis. */
  readonly end: number;
  /** What nothing can be below, or what a perfect sampler reaches, with the words that stand at the line. */
  readonly floors: readonly { readonly value: number; readonly words: string }[];
  /** What is looked at now on the axis; null draws no line. */
  readonly now: number | null;
};

export type CompareChartOptions = {
  readonly theme: ChartTheme;
  readonly log: boolean;
  readonly logAxis: boolean;
  /** "Step", "Epoch", "Time in s": for the readout. */
  readonly axisName: string;
  readonly linkedAs: string;
  readonly range: readonly [number, number] | null;
};

const EMPTY: CompareChartData = { curves: [], end: 1, floors: [], now: null };
/** Of all raw curves together: several over each other would hide the lines. */
const FAINT = 0.3;
const BAND = 0.14;
const FLOOR_NAME: NameLook = { inset: 4, above: 4, height: 13 };

/** Curves of several runs over each other: lines with bands, raw curves behind, one pointer for all charts of a name. */
export class CompareChart {
  readonly #frame: ChartFrame;
  #options: CompareChartOptions;
  #data: CompareChartData = EMPTY;

  constructor(element: HTMLElement, options: CompareChartOptions) {
    this.#options = options;
    this.#frame = new ChartFrame(element, () => this.#frameOptions());
  }

  setData(data: CompareChartData, options: CompareChartOptions): void {
    this.#data = data;
    this.#options = options;
    this.#frame.refresh();
  }

  dispose(): void {
    this.#frame.dispose();
  }

  #frameOptions(): FrameOptions {
    const { theme, log, logAxis, linkedAs } = this.#options;
    const { curves, end } = this.#data;
    const tables: uPlot.AlignedData[] = [];
    const series: uPlot.Series[] = [];
    const bands: uPlot.Band[] = [];
    const plain = { points: { show: false }, spanGaps: true } as const;
    const usable = (value: number | null): number | null =>
      value !== null && Number.isFinite(value) && (!log || value > 0) ? value : null;
    const lowest = this.#lowest();
    const faintness = FAINT / Math.sqrt(Math.max(1, curves.filter(({ faint }) => faint.length > 0).length));
    for (const { line, spread, faint, colour } of curves) {
      const rgb = resolveColour(colour, theme);
      for (const curve of faint) {
        tables.push([[...curve.x], curve.y.map(usable)]);
        series.push({ stroke: cssColour(rgb, faintness), width: 1, ...plain });
      }
      if (spread) {
        const edge = (sign: 1 | -1) =>
          line.y.map((y, i) => {
            const wide = spread[i];
            if (y === null || wide === null || wide === undefined) return null;
            // A band that reaches zero goes to the lower edge of a logarithmic axis.
            return log ? Math.max(y + sign * wide, lowest / 4) : y + sign * wide;
          });
        tables.push([[...line.x], edge(1), edge(-1)]);
        bands.push({ series: [series.length + 1, series.length + 2], fill: cssColour(rgb, BAND) });
        const hidden = { stroke: cssColour(rgb, 0), width: 0, ...plain };
        series.push(hidden, { ...hidden });
      }
      tables.push([[...line.x], line.y.map(usable)]);
      series.push({ stroke: cssColour(rgb), width: 1.6, ...plain });
    }
    return {
      theme,
      log,
      totalSteps: end,
      logStepsFrom: logAxis ? this.#firstPositive() : null,
      linkedAs,
      range: this.#range(lowest),
      left: 48,
      stepTicks: 4.5,
      series,
      bands,
      data: tables.length === 0 ? [[]] : uPlot.join(tables),
      below: (pen) => this.#drawFloor(pen),
      above: (pen) => this.#drawEnds(pen),
      readout: (place) => this.#readout(place),
    };
  }

  #values(): number[] {
    return this.#data.curves.flatMap(({ line, marks }) => [
      ...(line.y.filter((y) => y !== null && Number.isFinite(y)) as number[]),
      // On a logarithmic axis the lower end of an interval would stretch it over decades, or has no place on it.
      ...marks.flatMap(({ y, interval }) =>
        interval ? [y, this.#options.log ? y : interval.low, interval.high] : [y],
      ),
    ]);
  }

  #lowest(): number {
    return Math.min(
      ...[...this.#values(), ...this.#data.floors.map(({ value }) => value)].filter((value) => value > 0),
    );
  }

  #range(lowest: number): readonly [number, number] | null {
    if (this.#options.range) return this.#options.range;
    const values = this.#values();
    values.push(...this.#data.floors.map(({ value }) => value));
    for (const { line, spread } of this.#data.curves) {
      if (spread) values.push(...line.y.map((y, i) => (y ?? Number.NaN) + (spread[i] ?? 0)));
    }
    if (!this.#options.log) return linearRange(values);
    return logRange(values.filter((value) => value >= lowest));
  }

  #firstPositive(): number {
    const places = this.#data.curves.flatMap(({ line }) => line.x.filter((x) => x > 0).slice(0, 1));
    return places.length === 0 ? this.#data.end / 100 : Math.min(...places);
  }

  #drawFloor({ context, left, right, top, bottom, y, token }: Pen): void {
    for (const { value } of this.#data.floors) {
      const height = y(value);
      if (height >= top && height <= bottom) dashedLine(context, left, right, height, token('text-2'));
    }
  }

  /** Each where no curve runs under it, if there is such a place. */
  #nameFloors(pen: Pen): void {
    const { top, bottom, x, y } = pen;
    const marks = this.#data.curves.flatMap(({ line, marks }) => [
      ...alongLine(line.x.flatMap((at, i) => (line.y[i] === null ? [] : [[x(at), y(line.y[i] ?? 0)] as const]))),
      ...marks.map((mark) => [x(mark.x), y(mark.y)] as const),
    ]);
    for (const { value, words } of this.#data.floors) {
      const height = y(value);
      if (words !== '' && height >= top && height <= bottom) nameLine(pen, words, height, marks, FLOOR_NAME);
    }
  }

  #drawEnds(pen: Pen): void {
    const { context, x, y, top, bottom, left, right, token } = pen;
    const { curves, now } = this.#data;
    const { log } = this.#options;
    if (now !== null) {
      const at = x(now);
      if (at >= left - 1 && at <= right + 1) {
        context.fillStyle = token('accent');
        context.fillRect(at - 0.75, top, 1.5, bottom - top);
      }
    }
    for (const { marks, colour } of curves) {
      const stroke = cssColour(resolveColour(colour, this.#options.theme));
      for (const { interval, hollow, ...mark } of marks) {
        const [atX, atY] = [x(mark.x), y(mark.y)];
        const foot = interval && (!log || interval.low > 0) ? Math.min(bottom, y(interval.low)) : bottom;
        if (interval) whisker(context, atX, y(interval.high), foot, stroke);
        disc(context, atX, atY, hollow ? 3 : 2.5, hollow ? token('bg-1') : stroke);
        if (hollow) ring(context, atX, atY, 3, stroke, 1.6);
      }
    }
    this.#nameFloors(pen);
    for (const { line, live, colour } of curves) {
      const last = line.y.findLastIndex((value) => value !== null && Number.isFinite(value));
      if (!live || last < 0) continue;
      disc(
        context,
        x(line.x[last] ?? 0),
        y(line.y[last] ?? 0),
        3,
        cssColour(resolveColour(colour, this.#options.theme)),
      );
    }
  }

  /** What every curve has nearest to a place of the axis. */
  #readout(place: number): string | null {
    const parts = this.#data.curves.flatMap(({ name, line: { x: along, y: up }, marks }) => {
      const hollow = marks.filter((mark) => mark.hollow);
      const line = {
        x: [...along, ...hollow.map((mark) => mark.x)],
        y: [...up, ...hollow.map((mark) => mark.y)],
      };
      let best = -1;
      line.x.forEach((x, i) => {
        if (line.y[i] === null) return;
        if (best < 0 || Math.abs(x - place) < Math.abs((line.x[best] ?? 0) - place)) best = i;
      });
      const value = line.y[best];
      if (value === null || value === undefined) return [];
      const apart = hollow[best - along.length];
      return [`${name.slice(0, 1)} ${decimal(value)}${apart ? ` (n = ${whole(apart.n)})` : ''}`];
    });
    return parts.length === 0
      ? null
      : `${this.#options.axisName} ${short(Math.round(place * 10) / 10)}: ${parts.join(', ')}`;
  }
}
