/**
 * Exact linear assignment by shortest augmenting paths (Jonker and Volgenant, Computing 38, 1987): starting from
 * feasible dual prices and an augmenting row reduction, each remaining row finds its cheapest augmenting path by Dijkstra over
 * reduced costs c[i, j] − u[i] − v[j] ≥ 0. O(n³) at worst, far less on geometric costs.
 */

/** Which column each row takes, and the sum of the costs taken. */
export type Assignment = { readonly columnOfRow: Int32Array; readonly cost: number };

/** Passes of the row reduction: more of them leave less to search, and past this many nothing is gained at n = 1000. */
const ROW_REDUCTION_PASSES = 20;

type Duals = { readonly u: Float64Array; readonly v: Float64Array };
type Matching = { readonly columnOfRow: Int32Array; readonly rowOfColumn: Int32Array };

/** Solves the assignment problem for a square cost matrix, `[n, n]` row-major, of finite numbers. */
export function assign(cost: Float64Array, n: number): Assignment {
  const duals: Duals = { u: new Float64Array(n), v: new Float64Array(n) };
  const matching: Matching = { columnOfRow: new Int32Array(n).fill(-1), rowOfColumn: new Int32Array(n).fill(-1) };
  priceColumns(cost, n, duals);
  reduceRows(cost, n, duals, matching, ROW_REDUCTION_PASSES);
  const search = createSearch(cost, n, duals, matching);
  for (let row = 0; row < n; row++) {
    if (matching.columnOfRow[row] === -1) search(row);
  }
  let total = 0;
  for (let row = 0; row < n; row++) total += cost[row * n + (matching.columnOfRow[row] as number)] as number;
  return { columnOfRow: matching.columnOfRow, cost: total };
}

/** v[j] = min_i c[i, j]: no row is cheaper than its column's price. Refuses costs that would make the search endless. */
function priceColumns(cost: Float64Array, n: number, { v }: Duals): void {
  v.fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < n; row++) {
    for (let j = 0; j < n; j++) {
      const c = cost[row * n + j] as number;
      if (!Number.isFinite(c)) throw new Error('The assignment needs finite costs.');
      if (c < (v[j] as number)) v[j] = c;
    }
  }
}

/**
 * Augmenting row reduction: each unmatched row takes its cheapest column and lowers that column's price by its advantage
 * over the second cheapest; a displaced row tries again, at most `passes` times. Leaves feasible duals, and few rows
 * for the search.
 */
function reduceRows(cost: Float64Array, n: number, { u, v }: Duals, matching: Matching, passes: number): void {
  const { columnOfRow, rowOfColumn } = matching;
  let waiting = Array.from({ length: n }, (_, row) => row);
  for (let pass = 0; pass < passes && waiting.length > 0; pass++) {
    const displaced: number[] = [];
    for (const row of waiting) {
      let first = Number.POSITIVE_INFINITY;
      let second = Number.POSITIVE_INFINITY;
      let firstColumn = -1;
      let secondColumn = -1;
      for (let j = 0, at = row * n; j < n; j++, at++) {
        const reduced = (cost[at] as number) - (v[j] as number);
        if (reduced >= second) continue;
        if (reduced < first) {
          second = first;
          secondColumn = firstColumn;
          first = reduced;
          firstColumn = j;
        } else {
          second = reduced;
          secondColumn = j;
        }
      }
      u[row] = second === Number.POSITIVE_INFINITY ? first : second;
      let column = firstColumn;
      if (second > first && secondColumn !== -1) v[column] = (v[column] as number) - (second - first);
      else if (rowOfColumn[column] !== -1 && secondColumn !== -1) column = secondColumn;
      const owner = rowOfColumn[column] as number;
      if (owner !== -1) {
        columnOfRow[owner] = -1;
        displaced.push(owner);
      }
      rowOfColumn[column] = row;
      columnOfRow[row] = column;
    }
    waiting = displaced;
  }
}

/** A function that matches one more row along its shortest augmenting path and updates the duals. */
function createSearch(cost: Float64Array, n: number, { u, v }: Duals, matching: Matching): (start: number) => void {
  const { columnOfRow, rowOfColumn } = matching;
  const distance = new Float64Array(n);
  const previousRow = new Int32Array(n);
  /** Columns not yet reached for good are open[0 … remaining − 1]; those reached follow, latest first. */
  const open = new Int32Array(n);

  return (start) => {
    distance.fill(Number.POSITIVE_INFINITY);
    for (let k = 0; k < n; k++) open[k] = k;
    let remaining = n;
    let row = start;
    let reached = 0;
    let sink = -1;
    while (sink === -1) {
      const offset = row * n;
      const base = reached - (u[row] as number);
      let least = Number.POSITIVE_INFINITY;
      let leastIndex = -1;
      for (let k = 0; k < remaining; k++) {
        const j = open[k] as number;
        const through = base + (cost[offset + j] as number) - (v[j] as number);
        if (through < (distance[j] as number)) {
          distance[j] = through;
          previousRow[j] = row;
        }
        const d = distance[j] as number;
        if (d < least || (d === least && rowOfColumn[j] === -1)) {
          least = d;
          leastIndex = k;
        }
      }
      reached = least;
      const column = open[leastIndex] as number;
      open[leastIndex] = open[--remaining] as number;
      open[remaining] = column;
      const owner = rowOfColumn[column] as number;
      if (owner === -1) sink = column;
      else row = owner;
    }
    u[start] = (u[start] as number) + reached;
    for (let k = remaining; k < n; k++) {
      const column = open[k] as number;
      const owner = rowOfColumn[column] as number;
      const slack = reached - (distance[column] as number);
      v[column] = (v[column] as number) - slack;
      if (owner !== -1) u[owner] = (u[owner] as number) + slack;
    }
    for (let column = sink, next = -1; column !== -1; column = next) {
      const from = previousRow[column] as number;
      next = columnOfRow[from] as number;
      rowOfColumn[column] = from;
      columnOfRow[from] = column;
    }
  };
}
