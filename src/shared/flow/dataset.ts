import type { RandomStream } from './random.ts';

/** An isotropic, equally weighted Gaussian mixture in the plane: its density and its exact flow are closed form. */
export type GaussianMixture = { readonly means: readonly (readonly [number, number])[]; readonly std: number };

/** Where a draw is put: its place, and its continuous condition where the points have a column of their own. */
export type DrawnPoint = [x: number, y: number, column?: number];

export type ParamRange = { readonly min: number; readonly max: number; readonly whole?: boolean };

/** A distribution in the plane. `Params` are plain numbers so that they fit in a configuration and on a command line. */
export type Dataset = {
  readonly label: string;
  /** One line for help and tooltips. */
  readonly about: string;
  readonly defaults: Readonly<Record<string, number>>;
  readonly ranges: Readonly<Record<string, ParamRange>>;
  /** What is wrong between parameters that are each in range ("inner (2) must be below outer (1)"), or null. */
  problem?(params: Readonly<Record<string, number>>): string | null;
  /** Number of classes a one-hot model of it has (1 where labels have no meaning). */
  classes(params: Readonly<Record<string, number>>): number;
  /**
   * Draws one point into `point` and returns its class. With `label` given, draws from that class; with `along` given (0 to 1,
   * for sets whose points are evenly spaced), at that place of its shape.
   */
  draw(
    params: Readonly<Record<string, number>>,
    random: RandomStream,
    point: DrawnPoint,
    label?: number,
    along?: number,
  ): number;
  /** True when the points of a set or a batch are drawn together: as many of each class, evenly spaced along its shape. */
  even?(params: Readonly<Record<string, number>>): boolean;
  /** Points of the user's own: a fixed data set takes each of these rows once before it takes one again. */
  readonly rows?: {
    readonly count: number;
    /** Puts a row into `point` and returns its class. */
    draw(row: number, random: RandomStream, point: DrawnPoint): number;
  };
  /** True when every point has a continuous condition of its own. */
  readonly hasColumn?: boolean;
  /** The exact density, where there is one. */
  mixture?(params: Readonly<Record<string, number>>): GaussianMixture;
  /** Half width of a square around the origin that holds practically all of it (data units). */
  extent(params: Readonly<Record<string, number>>): number;
};
