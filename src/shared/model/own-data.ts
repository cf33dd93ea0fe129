/** What points of the user's own may be; told by help, by the window and by every refusal. */

/** A file larger than this is not read (64 MiB). */
export const MOST_FILE_BYTES = 64 * 1024 * 1024;
/** Points that one file may hold. */
export const MOST_POINTS = 1_000_000;
/** Classes that labels may name. */
export const MOST_CLASSES = 256;
/** Largest coordinate, either way (data units). */
export const LARGEST_COORDINATE = 1e6;
/** Half width of a picture as a density: its longer side reaches from −3.5 to 3.5 (data units), like the uniform source. */
export const PICTURE_HALF_WIDTH = 3.5;
/** Points in a fixed data set drawn from a picture or a drawing, which by itself has no number of points. */
export const PICTURE_DATA_SIZE = 10_000;

/** File name endings that are taken, by what they hold. */
export const TABLE_ENDINGS = ['csv', 'tsv', 'txt'] as const;
export const ARRAY_ENDINGS = ['npy'] as const;
export const PICTURE_ENDINGS = ['png', 'jpg', 'jpeg'] as const;
export const ENDINGS: readonly string[] = [...TABLE_ENDINGS, ...ARRAY_ENDINGS, ...PICTURE_ENDINGS];

/** What a third column is: classes, a continuous condition, or what its numbers look like. */
export const THIRD_COLUMNS = ['auto', 'label', 'continuous'] as const;
export type ThirdColumn = (typeof THIRD_COLUMNS)[number];

/** A file of the library without its points. */
export type PointFileInfo = {
  /** SHA-256 of the content. */
  readonly hash: string;
  readonly name: string;
  readonly points: number;
  /** 1 without labels. */
  readonly classes: number;
  readonly hasColumn: boolean;
  /** Side of a picture's cell, 0 for points as they are. */
  readonly cell: number;
  readonly createdAt: number;
  /** Runs that use it, deleted ones that can still be restored included. */
  readonly runs: number;
};

/** Points of a fixed data set of this file when nothing else is said: all of them, each once an epoch. */
export function defaultDataSize({ points, cell }: Pick<PointFileInfo, 'points' | 'cell'>): number {
  return cell > 0 ? PICTURE_DATA_SIZE : Math.min(points, MOST_POINTS);
}
