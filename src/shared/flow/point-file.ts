/** Points of the user's own (a CSV or NumPy file, a drawing, a picture), named by their content. */

export type PointFile = {
  /** SHA-256 of the content, in hexadecimal. */
  readonly hash: string;
  /** What the user called it: a file's name. */
  readonly name: string;
  /** [n, 2] row-major. */
  readonly points: Float32Array;
  /** Class of each point, 0 … classes − 1, or null without classes. */
  readonly labels: Int32Array | null;
  /** Continuous condition of each point, or null without one. */
  readonly column: Float32Array | null;
  /** Side of the square over which a draw is spread: the cell of a picture or a drawing, 0 for points as they are. */
  readonly cell: number;
};

const known = new Map<string, PointFile>();

/** Makes a file known to this process. What a hash stands for never changes, so keeping it twice is harmless. */
export function keepPointFile(file: PointFile): void {
  known.set(file.hash, file);
}

/** The file of that hash, or null when this process was not given it. */
export function pointFile(hash: string | undefined): PointFile | null {
  return hash === undefined ? null : (known.get(hash) ?? null);
}
