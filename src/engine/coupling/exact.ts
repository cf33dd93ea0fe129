/**
 * Exact optimal transport between two point sets of equal size for the squared distance: the pairing π with the least
 * Σ ‖x_i − y_π(i)‖². Shortest augmenting paths (Jonker and Volgenant, Computing 38, 1987) without the n × n matrix: each row
 * keeps the columns whose c[i, j] − v[j] was below a bound τ[i] when it last looked at all of them. Prices v only fall, so a
 * column left out never gets below τ[i]; a search that reaches τ[i] looks at the whole row again. So the result is exact
 * whatever the starting prices are, and prices that are nearly right make it fast. The solver is one class of 300 lines,
 * because its parts share their arrays.
 */
import { permutation, RandomStream } from '../../shared/flow/random.ts';
import { MinHeap } from './min-heap.ts';

/** Points by coordinate: `axes[d][i]` is coordinate d of point i; two axes or more. */
export type Points = { readonly n: number; readonly axes: readonly Float64Array[] };

/** The pairing, with the dual prices that prove it: u[i] + v[j] ≤ c[i, j] everywhere, with equality on pairs. */
export type Transport = {
  readonly columnOfRow: Int32Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
};

/** Most columns that a row keeps. */
const MOST_KEPT = 128;
/** A row's first bound aims at this many, between half and one and a half times. */
const AIM = 20;
/** Passes of the row reduction before the searches. */
const REDUCTION_PASSES = 24;
/** A phase of searches ends when this share of the free columns was reached. */
const PHASE_SHARE = 0.35;
/** Sets up to this size start from prices of zero; larger ones from the prices of a quarter of their points. */
const SMALL = 96;

/** `[n, 2]` row-major points by coordinate, with more axes after them. */
export function pointsOf(flat: Float32Array, ...more: Float64Array[]): Points {
  const n = flat.length / 2;
  const axis = (d: number) => Float64Array.from({ length: n }, (_, i) => flat[2 * i + d] as number);
  return { n, axes: [axis(0), axis(1), ...more] };
}

/** The points of these rows. */
export function pick({ axes }: Points, rows: ArrayLike<number>): Points {
  return { n: rows.length, axes: axes.map((axis) => Float64Array.from(rows, (i) => axis[i] as number)) };
}

/**
 * Solves from scratch: a random quarter of the points is solved first, and its prices u lend every column the price
 * v[j] = min_i c[i, j] − u[i] to start from.
 */
export function transport(x: Points, y: Points): Transport {
  if (x.n !== y.n) throw new Error(`Pairing needs two sets of the same size, not ${x.n} and ${y.n}.`);
  if (x.n <= SMALL) return transportFrom(x, y, new Float64Array(x.n));
  const some = permutation(x.n, new RandomStream(0, 'pairPlan')).subarray(0, x.n >> 2);
  const part = pick(x, some);
  return transportFrom(x, y, pricesFrom(part, transport(part, pick(y, some)).u, y));
}

/** c-transform of the prices u of rows x: v[j] = min_i ‖x_i − y_j‖² − u[i] for every point of y. */
export function pricesFrom(x: Points, u: Float64Array, y: Points): Float64Array {
  const v = new Float64Array(y.n);
  const [x0, x1, x2] = x.axes as [Float64Array, Float64Array, Float64Array | undefined];
  const [y0, y1, y2] = y.axes as [Float64Array, Float64Array, Float64Array | undefined];
  for (let j = 0; j < y.n; j++) {
    const a = y0[j] as number;
    const b = y1[j] as number;
    const c = y2 ? (y2[j] as number) : 0;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < x.n; i++) {
      const p = a - (x0[i] as number);
      const q = b - (x1[i] as number);
      const r = x2 ? c - (x2[i] as number) : 0;
      const value = p * p + q * q + r * r - (u[i] as number);
      if (value < least) least = value;
    }
    v[j] = least;
  }
  return v;
}

/** Rows x and columns y, with prices to start from. Any finite prices give the same pairs; good ones give them sooner. */
export function transportFrom(x: Points, y: Points, prices: Float64Array): Transport {
  const solver = new Solver(x, y, prices);
  solver.reduceRows();
  solver.search();
  return { columnOfRow: solver.columnOfRow, u: solver.u, v: solver.v };
}

class Solver {
  readonly columnOfRow: Int32Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly #n: number;
  readonly #x: readonly Float64Array[];
  readonly #y: readonly Float64Array[];
  readonly #rowOfColumn: Int32Array;
  /** Room for kept columns; those of row i, with their costs, begin at i · room. */
  readonly #room: number;
  readonly #count: Int32Array;
  readonly #columns: Int32Array;
  readonly #costs: Float64Array;
  /** τ of each row, and its distance from the row's best column. */
  readonly #leftOut: Float64Array;
  readonly #margin: Float64Array;
  /** Costs and c − v of the row that was looked at last. */
  readonly #cost: Float64Array;
  readonly #key: Float64Array;
  /** State of a phase of searches, by column: distance, the row it was reached from, whether it is final. */
  readonly #distance: Float64Array;
  readonly #from: Int32Array;
  readonly #final: Uint8Array;
  readonly #touched: Int32Array;
  #touchedCount = 0;
  /** By row: distance, and the free row whose tree it is in. */
  readonly #rowDistance: Float64Array;
  readonly #root: Int32Array;
  readonly #heap = new MinHeap();

  constructor(x: Points, y: Points, prices: Float64Array) {
    const { n } = x;
    this.#n = n;
    this.#x = x.axes;
    this.#y = y.axes;
    this.#room = Math.min(MOST_KEPT, n);
    this.columnOfRow = new Int32Array(n).fill(-1);
    this.#rowOfColumn = new Int32Array(n).fill(-1);
    this.u = new Float64Array(n);
    this.v = prices.slice();
    this.#count = new Int32Array(n);
    this.#columns = new Int32Array(n * this.#room);
    this.#costs = new Float64Array(n * this.#room);
    this.#leftOut = new Float64Array(n);
    this.#margin = new Float64Array(n);
    this.#cost = new Float64Array(n);
    this.#key = new Float64Array(n);
    this.#distance = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
    this.#from = new Int32Array(n);
    this.#final = new Uint8Array(n);
    this.#touched = new Int32Array(n);
    this.#rowDistance = new Float64Array(n);
    this.#root = new Int32Array(n);
    let margin = 1;
    for (let i = 0; i < n; i++) {
      margin = this.#look(i, margin);
      const count = this.#count[i] as number;
      if (count < 0.5 * AIM) margin *= 1.3;
      else if (count > 1.5 * AIM) margin *= 0.8;
    }
  }

  /** Fills #cost with the squared distances of row i to every column. */
  #measure(i: number): void {
    const cost = this.#cost;
    const n = this.#n;
    const [x0, x1] = this.#x as [Float64Array, Float64Array];
    const [y0, y1] = this.#y as [Float64Array, Float64Array];
    const a = x0[i] as number;
    const b = x1[i] as number;
    for (let j = 0; j < n; j++) {
      const p = a - (y0[j] as number);
      const q = b - (y1[j] as number);
      cost[j] = p * p + q * q;
    }
    for (let d = 2; d < this.#x.length; d++) {
      const c = (this.#x[d] as Float64Array)[i] as number;
      const axis = this.#y[d] as Float64Array;
      for (let j = 0; j < n; j++) {
        const r = c - (axis[j] as number);
        cost[j] = (cost[j] as number) + r * r;
      }
    }
  }

  /**
   * Keeps every column of row i whose c − v is within `wanted` of the best one: less until they fit, more until there are
   * two. Returns the margin it took.
   */
  #look(i: number, wanted: number): number {
    this.#measure(i);
    const n = this.#n;
    const { v } = this;
    const cost = this.#cost;
    const key = this.#key;
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < n; j++) {
      const value = (cost[j] as number) - (v[j] as number);
      key[j] = value;
      if (value < least) least = value;
    }
    if (!Number.isFinite(least)) throw new Error('Pairing needs finite points.');
    const tiny = 1e-12 * (1 + Math.abs(least));
    for (let margin = wanted; ; ) {
      const count = this.#keepBelow(i, least + margin);
      if (count > this.#room && margin > tiny) {
        margin *= 0.6;
      } else if (count < Math.min(2, n)) {
        margin = 2 * margin + tiny;
      } else {
        this.#count[i] = Math.min(count, this.#room);
        // Ties that do not all fit: what is left out may be as good as the best.
        const bound = count > this.#room ? least : least + margin;
        this.#leftOut[i] = count === n && n <= this.#room ? Number.POSITIVE_INFINITY : bound;
        this.#margin[i] = margin;
        return margin;
      }
    }
  }

  /** How many columns are below the limit; the first of them are kept. */
  #keepBelow(i: number, limit: number): number {
    const first = i * this.#room;
    let count = 0;
    for (let j = 0; j < this.#n; j++) {
      if ((this.#key[j] as number) >= limit) continue;
      if (count < this.#room) {
        this.#columns[first + count] = j;
        this.#costs[first + count] = this.#cost[j] as number;
      }
      count++;
    }
    return count;
  }

  /**
   * Augmenting row reduction: each unmatched row takes its cheapest column and lowers that column's price by its advantage
   * over the second; a displaced row tries again.
   */
  reduceRows(): void {
    let waiting = Array.from({ length: this.#n }, (_, i) => i);
    for (let pass = 0; pass < REDUCTION_PASSES && waiting.length > 0; pass++) {
      const displaced: number[] = [];
      for (const i of waiting) {
        const owner = this.#takeCheapest(i);
        if (owner !== -1) displaced.push(owner);
      }
      waiting = displaced;
    }
  }

  /** The row that had the column before, or −1. */
  #takeCheapest(i: number): number {
    const { u, v, columnOfRow } = this;
    let least = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    let column = -1;
    let other = -1;
    for (let look = 0; look < 2; look++) {
      least = Number.POSITIVE_INFINITY;
      second = Number.POSITIVE_INFINITY;
      for (let k = i * this.#room, end = k + (this.#count[i] as number); k < end; k++) {
        const j = this.#columns[k] as number;
        const value = (this.#costs[k] as number) - (v[j] as number);
        if (value < least) {
          second = least;
          other = column;
          least = value;
          column = j;
        } else if (value < second) {
          second = value;
          other = j;
        }
      }
      if (second <= (this.#leftOut[i] as number)) break;
      this.#look(i, this.#margin[i] as number);
    }
    if (other === -1) {
      u[i] = least;
    } else {
      u[i] = second;
      if (second > least) v[column] = (v[column] as number) - (second - least);
      else if (this.#rowOfColumn[column] !== -1) column = other;
    }
    const owner = this.#rowOfColumn[column] as number;
    if (owner !== -1) columnOfRow[owner] = -1;
    this.#rowOfColumn[column] = i;
    columnOfRow[i] = column;
    return owner;
  }

  /**
   * Dijkstra over reduced costs from all free rows at once, in phases. At the distance D where a phase ends, every reached
   * node takes the same update, u += D − d and v −= D − d, which keeps all prices feasible and the trees tight. Trees are
   * disjoint, so each that met a free column is augmented.
   */
  search(): void {
    const sink = new Int32Array(this.#n).fill(-1);
    let free = Array.from({ length: this.#n }, (_, i) => i).filter((i) => this.columnOfRow[i] === -1);
    while (free.length > 0) {
      this.#phase(free, sink);
      const left: number[] = [];
      for (const row of free) {
        const column = sink[row] as number;
        if (column === -1) left.push(row);
        else this.#augment(row, column);
        sink[row] = -1;
      }
      free = left;
    }
  }

  #phase(free: readonly number[], sink: Int32Array): void {
    const heap = this.#heap;
    const n = this.#n;
    heap.clear();
    const rows: number[] = [];
    const columns: number[] = [];
    const enter = (i: number, distance: number, root: number) => {
      this.#rowDistance[i] = distance;
      this.#root[i] = root;
      rows.push(i);
      this.#relaxKept(i, distance - (this.u[i] as number));
    };
    for (const i of free) enter(i, 0, i);
    let reached = 0;
    for (let met = 0; met < PHASE_SHARE * free.length; ) {
      const id = heap.pop();
      if (id >= n) {
        // Nothing kept is nearer than what this row left out.
        const i = id - n;
        this.#look(i, 2 * (this.#margin[i] as number));
        this.#relaxAll(i, (this.#rowDistance[i] as number) - (this.u[i] as number));
        continue;
      }
      if (this.#final[id] === 1) continue;
      this.#final[id] = 1;
      columns.push(id);
      reached = heap.key;
      const owner = this.#rowOfColumn[id] as number;
      const root = this.#root[this.#from[id] as number] as number;
      if (owner !== -1) {
        enter(owner, reached, root);
        continue;
      }
      met++;
      if (sink[root] === -1) sink[root] = id;
    }
    for (const i of rows) this.u[i] = (this.u[i] as number) + reached - (this.#rowDistance[i] as number);
    for (const j of columns) {
      this.v[j] = (this.v[j] as number) - (reached - (this.#distance[j] as number));
      this.#final[j] = 0;
    }
    for (let k = 0; k < this.#touchedCount; k++) this.#distance[this.#touched[k] as number] = Number.POSITIVE_INFINITY;
    this.#touchedCount = 0;
  }

  #relaxKept(i: number, base: number): void {
    const columns = this.#columns;
    const costs = this.#costs;
    for (let k = i * this.#room, end = k + (this.#count[i] as number); k < end; k++) {
      this.#relax(i, columns[k] as number, base + (costs[k] as number));
    }
    const bound = this.#leftOut[i] as number;
    if (bound !== Number.POSITIVE_INFINITY) this.#heap.push(base + bound, this.#n + i);
  }

  #relaxAll(i: number, base: number): void {
    for (let j = 0; j < this.#n; j++) this.#relax(i, j, base + (this.#cost[j] as number));
  }

  #relax(i: number, j: number, through: number): void {
    const distance = through - (this.v[j] as number);
    const known = this.#distance[j] as number;
    // Rounding may make a final column seem nearer: its path must stay.
    if (distance >= known || this.#final[j] === 1) return;
    if (known === Number.POSITIVE_INFINITY) this.#touched[this.#touchedCount++] = j;
    this.#distance[j] = distance;
    this.#from[j] = i;
    this.#heap.push(distance, j);
  }

  #augment(start: number, sink: number): void {
    for (let column = sink, row = -1; row !== start; ) {
      row = this.#from[column] as number;
      const next = this.columnOfRow[row] as number;
      this.#rowOfColumn[column] = row;
      this.columnOfRow[row] = column;
      column = next;
    }
  }
}
