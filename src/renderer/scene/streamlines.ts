/**
 * Evenly spaced streamlines of a plane field (Jobard and Lefer 1997): a line starts where no other is nearer than the
 * separation, follows the field both ways with steps of constant length (midpoint rule), and ends at the border, in
 * still water, or nearer than half of the separation to another line.
 */
import type { FieldPlane } from './field-volume.ts';

/** `[points, 3]`: x₁, x₂, speed. Runs with the flow. */
export type Streamline = Float32Array;

export type StreamlineOptions = {
  /** Half width of the window (data units). */
  readonly extent: number;
  readonly separation: number;
  /** Length of a step. */
  readonly step: number;
  /** Slower than this is still. */
  readonly still: number;
};

const SEEDS = 900;
const MAX_STEPS = 250;
const MIN_POINTS = 6;
/** Every so many points one is remembered for the distance test: closer than half of the separation. */
const REMEMBERED = 1;
/** Steps of the R2 sequence: it covers the square evenly in every prefix, and always the same way. */
const PLASTIC = 1.324717957244746;

export function streamlines(field: FieldPlane, options: StreamlineOptions): Streamline[] {
  const { extent, separation } = options;
  const near = new NearTest(extent, separation);
  const tracer = new Tracer(field, options, near);
  const lines: Streamline[] = [];
  for (let i = 1; i <= SEEDS; i++) {
    const x1 = (2 * ((i / PLASTIC) % 1) - 1) * extent;
    const x2 = (2 * ((i / PLASTIC ** 2) % 1) - 1) * extent;
    if (near.within(x1, x2, separation)) continue;
    const line = tracer.line(x1, x2);
    if (line.length < MIN_POINTS * 3) continue;
    for (let k = 0; k < line.length; k += 3 * REMEMBERED) near.add(line[k] as number, line[k + 1] as number);
    lines.push(line);
  }
  return lines;
}

class Tracer {
  readonly #field: FieldPlane;
  readonly #options: StreamlineOptions;
  readonly #near: NearTest;
  readonly #velocity = new Float64Array(2);
  readonly #back = new Float32Array(MAX_STEPS * 3);
  readonly #ahead = new Float32Array(MAX_STEPS * 3);

  constructor(field: FieldPlane, options: StreamlineOptions, near: NearTest) {
    this.#field = field;
    this.#options = options;
    this.#near = near;
  }

  line(x1: number, x2: number): Streamline {
    const speed = this.#speedAt(x1, x2);
    if (!(speed >= this.#options.still)) return new Float32Array(0);
    const back = this.#trace(x1, x2, -1, this.#back);
    const ahead = this.#trace(x1, x2, 1, this.#ahead);
    const line = new Float32Array((back + 1 + ahead) * 3);
    for (let k = 0; k < back; k++) line.set(this.#back.subarray((back - 1 - k) * 3, (back - k) * 3), k * 3);
    line.set([x1, x2, speed], back * 3);
    line.set(this.#ahead.subarray(0, ahead * 3), (back + 1) * 3);
    return line;
  }

  /** Writes up to MAX_STEPS points and returns how many. */
  #trace(startX1: number, startX2: number, direction: 1 | -1, out: Float32Array): number {
    const { extent, separation, still } = this.#options;
    const step = this.#options.step * direction;
    const velocity = this.#velocity;
    let x1 = startX1;
    let x2 = startX2;
    for (let k = 0; k < MAX_STEPS; k++) {
      const speed = this.#speedAt(x1, x2);
      if (!(speed >= still)) return k;
      const half = step / 2 / speed;
      const middle = this.#speedAt(x1 + (velocity[0] as number) * half, x2 + (velocity[1] as number) * half);
      if (!(middle >= still)) return k;
      x1 += ((velocity[0] as number) / middle) * step;
      x2 += ((velocity[1] as number) / middle) * step;
      if (Math.abs(x1) > extent || Math.abs(x2) > extent || this.#near.within(x1, x2, separation / 2)) return k;
      out[k * 3] = x1;
      out[k * 3 + 1] = x2;
      out[k * 3 + 2] = middle;
    }
    return MAX_STEPS;
  }

  #speedAt(x1: number, x2: number): number {
    this.#field.at(x1, x2, this.#velocity);
    return Math.hypot(this.#velocity[0] as number, this.#velocity[1] as number);
  }
}

/** Points in square cells as wide as the separation, so that a test looks at nine of them. */
class NearTest {
  readonly #cell: number;
  readonly #side: number;
  readonly #extent: number;
  readonly #heads: Int32Array;
  #next = new Int32Array(4096);
  #places = new Float32Array(8192);
  #count = 0;

  constructor(extent: number, separation: number) {
    this.#extent = extent;
    this.#cell = separation;
    this.#side = Math.ceil((2 * extent) / separation) + 1;
    this.#heads = new Int32Array(this.#side ** 2).fill(-1);
  }

  add(x1: number, x2: number): void {
    if (this.#count === this.#next.length) this.#grow();
    const cell = this.#index(x2) * this.#side + this.#index(x1);
    this.#places[2 * this.#count] = x1;
    this.#places[2 * this.#count + 1] = x2;
    this.#next[this.#count] = this.#heads[cell] as number;
    this.#heads[cell] = this.#count++;
  }

  within(x1: number, x2: number, distance: number): boolean {
    const column = this.#index(x1);
    const row = this.#index(x2);
    const last = this.#side - 1;
    for (let y = Math.max(0, row - 1); y <= Math.min(last, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(last, column + 1); x++) {
        for (let i = this.#heads[y * this.#side + x] as number; i >= 0; i = this.#next[i] as number) {
          const d1 = (this.#places[2 * i] as number) - x1;
          const d2 = (this.#places[2 * i + 1] as number) - x2;
          if (d1 * d1 + d2 * d2 < distance * distance) return true;
        }
      }
    }
    return false;
  }

  #index(x: number): number {
    return Math.min(this.#side - 1, Math.max(0, Math.floor((x + this.#extent) / this.#cell)));
  }

  #grow(): void {
    const next = new Int32Array(this.#next.length * 2);
    next.set(this.#next);
    this.#next = next;
    const places = new Float32Array(this.#places.length * 2);
    places.set(this.#places);
    this.#places = places;
  }
}
