import type { SolverName } from '../../shared/model/names.ts';
import type { LabPoint } from '../../shared/protocol/solver-lab.ts';
import { mapColour, mapRange } from '../scene/colour-map.ts';
import { cssColour } from '../styles/tokens.ts';
import { logRange } from './axis-ticks.ts';
import { ChartFrame, type ChartTheme, type FrameOptions, type Pen } from './chart-frame.ts';
import { dashedLine, disc, ring } from './chart-marks.ts';
import { apart } from './labels-apart.ts';

export type LabChartData = {
  readonly points: readonly LabPoint[];
  /** Errors below it cannot be told from those of the reference. */
  readonly resolution: number;
  readonly chosen: LabPoint | null;
  readonly names: (solver: SolverName) => string;
};

/** How near a click must be to a point, in CSS pixels. */
const REACH = 24;
const LABEL_HEIGHT = 14;
const LABEL_WIDTH = 108;
/** Room for the labels at the right, as a factor of the largest number of evaluations. */
const ROOM = 4;

/** Colours of the solvers: tones of the map for numbers, since those of runs mean runs. */
export function solverColours(points: readonly LabPoint[], theme: ChartTheme): ReadonlyMap<SolverName, string> {
  const solvers = [...new Set(points.map(({ solver }) => solver))];
  const tone = (k: number) => cssColour(mapColour('viridis', k / Math.max(1, solvers.length - 1), mapRange(theme)));
  return new Map(solvers.map((solver, k) => [solver, tone(k)]));
}

/** Error against evaluations, both logarithmic: a line for each solver with its name at the end. */
export class LabChart {
  readonly #frame: ChartFrame;
  #theme: ChartTheme;
  #data: LabChartData = { points: [], resolution: 0, chosen: null, names: String };
  #places: readonly { readonly point: LabPoint; readonly x: number; readonly y: number }[] = [];

  constructor(element: HTMLElement, theme: ChartTheme) {
    this.#theme = theme;
    this.#frame = new ChartFrame(element, () => this.#frameOptions());
  }

  setData(data: LabChartData, theme: ChartTheme): void {
    this.#data = data;
    this.#theme = theme;
    this.#frame.refresh();
  }

  /** The point nearest to a place in the chart (CSS pixels from its corner); null when none is near. */
  pointAt(x: number, y: number): LabPoint | null {
    const near = this.#places
      .map((place) => ({ ...place, away: Math.hypot(place.x - x, place.y - y) }))
      .toSorted((a, b) => a.away - b.away)[0];
    return near && near.away <= REACH ? near.point : null;
  }

  dispose(): void {
    this.#frame.dispose();
  }

  #shown(): readonly LabPoint[] {
    // A logarithmic axis has no place for an error of nothing.
    return this.#data.points.filter(({ error }) => error > 0);
  }

  #frameOptions(): FrameOptions {
    const points = this.#shown();
    const costs = points.map(({ evaluations }) => evaluations);
    const [low, high] = [Math.min(...costs, 1000), Math.max(...costs, 1)];
    return {
      theme: this.#theme,
      log: true,
      totalSteps: high * ROOM,
      logStepsFrom: low * 0.8,
      range: logRange([...points.map(({ error }) => error), this.#data.resolution]) ?? [1e-6, 1],
      left: 64,
      stepTicks: 5,
      // The lines have places of their own on the axis, so they are drawn by hand.
      series: [{ stroke: 'transparent', points: { show: false } }],
      data: [
        [low, high],
        [null, null],
      ],
      below: () => undefined,
      above: (pen) => this.#draw(pen),
      readout: () => null,
    };
  }

  #draw(pen: Pen): void {
    const { context, left, right, x, y, text, token } = pen;
    const { resolution, chosen, names } = this.#data;
    const points = this.#shown();
    if (resolution > 0) {
      dashedLine(context, left, right, y(resolution), token('text-3'));
      text('not told apart below', left + 6, y(resolution) - 5);
    }
    this.#places = points.map((point) => ({ point, x: x(point.evaluations), y: y(point.error) }));
    const labels: { words: string; colour: string; x: number; y: number }[] = [];
    for (const [solver, colour] of solverColours(this.#data.points, this.#theme)) {
      const line = this.#places.filter(({ point }) => point.solver === solver);
      context.strokeStyle = colour;
      context.lineWidth = 1.6;
      context.beginPath();
      for (const place of line) context.lineTo(place.x, place.y);
      context.stroke();
      for (const place of line) disc(context, place.x, place.y, 2.8, colour);
      const last = line.at(-1);
      if (last) labels.push({ words: names(solver), colour, x: last.x + 8, y: last.y + 4 });
    }
    for (const label of apart(labels, LABEL_WIDTH, LABEL_HEIGHT)) {
      text(label.words, label.x, label.y, { token: 'text-1' });
      context.fillStyle = label.colour;
      context.fillRect(label.x, label.y + 3, context.measureText(label.words).width, 1.6);
    }
    const ringed = this.#places.find(({ point }) => point === chosen);
    if (ringed) ring(context, ringed.x, ringed.y, 6, token('text-1'), 1.6);
  }
}
