import 'uplot/dist/uPlot.min.css';
import './charts.css';
import uPlot from 'uplot';
import { short } from '../format.ts';
import { token } from '../styles/tokens.ts';
import { linearTicks, logTicks, stepTicks, VALUE_TICKS } from './axis-ticks.ts';

export type ChartTheme = 'dark' | 'light';

const PAD_RIGHT = 20;
const LEFT_TYPICAL = 48;
/** Of a chart without values; its axis has no labels. */
const NO_RANGE = [0.1, 1] as const;

export type FrameOptions = {
  readonly theme: ChartTheme;
  readonly log: boolean;
  readonly totalSteps: number;
  /** Null: there is nothing to draw yet, so no value is named. */
  readonly range: readonly [number, number] | null;
  /** CSS pixels that the value labels take at the left, and about how many step ticks there are. */
  readonly left: number;
  readonly stepTicks: number;
  /** The step axis is logarithmic from this value on; without it linear from 0. */
  readonly logStepsFrom?: number | null;
  /** Charts of the same name show the pointer of each other. */
  readonly linkedAs?: string;
  readonly bands?: uPlot.Band[];
  readonly series: uPlot.Series[];
  readonly data: uPlot.AlignedData;
  /** Drawn under the curves and over them, in CSS pixels. */
  readonly below: (pen: Pen) => void;
  readonly above: (pen: Pen) => void;
  /** The text of the readout under the pointer at a step; null shows none. */
  readonly readout: (step: number) => string | null;
};

/** A canvas context in CSS pixels with the chart's scales. */
export type Pen = {
  readonly context: CanvasRenderingContext2D;
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Colour of a token in the chart's theme. */
  readonly token: (name: string) => string;
  readonly text: (text: string, x: number, y: number, look?: TextLook) => number;
};
export type TextLook = { readonly token?: string; readonly bold?: boolean; readonly align?: CanvasTextAlign };

/** Axes and size of a chart over training steps: no box, horizontal lines, values left, steps below. */
export class ChartFrame {
  readonly #element: HTMLElement;
  readonly #root = document.createElement('div');
  readonly #tip = document.createElement('div');
  readonly #observer: ResizeObserver;
  readonly #makeOptions: () => FrameOptions;
  #options: FrameOptions | null = null;
  #plot: uPlot | null = null;
  #drawnFor = '';

  /** `makeOptions` is asked whenever something is drawn anew: after `refresh` and when the size changes. */
  constructor(element: HTMLElement, makeOptions: () => FrameOptions) {
    this.#element = element;
    this.#makeOptions = makeOptions;
    this.#root.className = 'chart';
    this.#tip.className = 'chart-tip';
    this.#root.append(this.#tip);
    element.append(this.#root);
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(this.#root);
  }

  /** Width of the plotting area; tells how many points are worth having. */
  get plotWidth(): number {
    return Math.max(1, this.#root.clientWidth - LEFT_TYPICAL - PAD_RIGHT);
  }

  refresh(): void {
    const { clientWidth: width, clientHeight: height } = this.#root;
    // Hidden: drawn when it gets a size.
    if (width === 0 || height === 0) return;
    const options = this.#makeOptions();
    this.#options = options;
    // uPlot reads colours and scale types only once, so those need a new plot; data and ranges do not.
    const key = JSON.stringify([
      options.theme,
      options.log,
      options.left,
      (options.logStepsFrom ?? null) !== null,
      options.series.map((each) => [each.stroke, each.width]),
      options.bands,
    ]);
    if (this.#plot && key === this.#drawnFor) {
      this.#plot.setData(options.data);
      return;
    }
    this.#plot?.destroy();
    this.#drawnFor = key;
    this.#plot = new uPlot(this.#plotOptions(options, width, height), options.data, this.#root);
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#plot?.destroy();
    this.#root.remove();
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#root;
    if (this.#plot && width > 0 && height > 0) this.#plot.setSize({ width, height });
    this.refresh();
  }

  #plotOptions(first: FrameOptions, width: number, height: number): uPlot.Options {
    const { theme, log, left, series, bands, linkedAs } = first;
    const logSteps = (first.logStepsFrom ?? null) !== null;
    const firstStep = () => now().logStepsFrom ?? 0;
    const now = () => this.#options ?? first;
    const font = `11px ${getComputedStyle(this.#element).fontFamily}`;
    const axis = { font, stroke: token('text-3', theme), show: true } satisfies uPlot.Axis;
    const line = (name: string) => ({ stroke: token(name, theme), width: 1 });
    return {
      width,
      height,
      padding: [12, PAD_RIGHT, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: false, y: false },
        points: { show: false },
        ...(linkedAs === undefined ? {} : { sync: { key: linkedAs, scales: ['x', null] } }),
      },
      ...(bands ? { bands } : {}),
      scales: {
        x: {
          time: false,
          distr: logSteps ? 3 : 1,
          range: () => [firstStep(), Math.max(firstStep() * 2, 1e-6, now().totalSteps)],
        },
        y: { distr: log ? 3 : 1, range: () => [...(now().range ?? NO_RANGE)] },
      },
      axes: [
        {
          ...axis,
          size: 28,
          gap: 6,
          grid: { show: false },
          ticks: { ...line('border-3'), size: 4 },
          splits: () =>
            logSteps ? logTicks(firstStep(), now().totalSteps) : stepTicks(now().totalSteps, now().stepTicks),
          filter: (_plot, splits) => splits,
          values: (_plot, splits) => splits.map(short),
        },
        {
          ...axis,
          size: left,
          gap: 8,
          grid: line('grid-1'),
          ticks: { show: false },
          splits: () => {
            const { range } = now();
            if (range === null) return [];
            const [low, high] = range;
            return log ? logTicks(low, high) : linearTicks(low, high, VALUE_TICKS);
          },
          // uPlot leaves out labels of crowded powers; these splits are already few.
          filter: (_plot, splits) => splits,
          values: (_plot, splits) => splits.map(axisNumber),
        },
      ],
      // Curves are not pulled to whole pixels: they would climb in stairs and miss their points.
      series: [{}, ...series.map((each) => ({ pxAlign: 0, ...each }))],
      hooks: {
        drawAxes: [(plot) => this.#draw(plot, theme, now().below)],
        draw: [(plot) => this.#draw(plot, theme, now().above)],
        setCursor: [(plot) => this.#moveTip(plot, now().readout)],
      },
    };
  }

  #draw(plot: uPlot, theme: ChartTheme, draw: (pen: Pen) => void): void {
    const ratio = uPlot.pxRatio;
    const { ctx: context, bbox } = plot;
    const family = getComputedStyle(this.#element).fontFamily;
    context.save();
    context.scale(ratio, ratio);
    draw({
      context,
      x: (step) => plot.valToPos(step, 'x', true) / ratio,
      y: (value) => plot.valToPos(value, 'y', true) / ratio,
      left: bbox.left / ratio,
      right: (bbox.left + bbox.width) / ratio,
      top: bbox.top / ratio,
      bottom: (bbox.top + bbox.height) / ratio,
      token: (name) => token(name, theme),
      text: (text, x, y, { token: name = 'text-3', bold = false, align = 'left' } = {}) => {
        context.font = `${bold ? 600 : 400} 11px ${family}`;
        context.fillStyle = token(name, theme);
        context.textAlign = align;
        context.textBaseline = 'alphabetic';
        // Words stay readable where a curve runs through them.
        context.strokeStyle = token('bg-1', theme);
        context.lineWidth = 3;
        context.lineJoin = 'round';
        context.strokeText(text, x, y);
        context.fillText(text, x, y);
        return context.measureText(text).width;
      },
    });
    context.restore();
  }

  #moveTip(plot: uPlot, readout: FrameOptions['readout']): void {
    const { left = -1 } = plot.cursor;
    const text = left < 0 ? null : readout(plot.posToVal(left, 'x'));
    this.#tip.textContent = text ?? '';
    if (text === null) return;
    const x = left + plot.bbox.left / uPlot.pxRatio;
    const room = this.#root.clientWidth - this.#tip.offsetWidth - 4;
    this.#tip.style.transform = `translate(${Math.round(Math.max(0, Math.min(x + 8, room)))}px, 0)`;
  }
}

/** Tick labels: 0.01, 1.5, 300; short form from a thousand on. */
export function axisNumber(value: number): string {
  return Math.abs(value) >= 1000 ? short(value) : String(Number(value.toPrecision(6))).replace('-', '−');
}
