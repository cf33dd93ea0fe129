import type { DrawnPoint } from './dataset.ts';
import type { RandomStream } from './random.ts';

/** A distribution's parameters by name. */
export type Params = Readonly<Record<string, number>>;

/** A parameter that the configuration must hold: parsing fills in defaults, so a missing one is a bug. */
export function param(params: Params, name: string): number {
  const value = params[name];
  if (value === undefined) throw new Error(`The parameter ${name} is missing from a distribution.`);
  return value;
}

/** The asked class, or one drawn uniformly. */
export function classOf(random: RandomStream, classes: number, label: number | undefined): number {
  return label ?? random.integer(classes);
}

/** Puts an isotropic normal point around (x, y) into `point`. */
export function scatter(random: RandomStream, point: DrawnPoint, x: number, y: number, std: number): void {
  point[0] = x + std * random.normal();
  point[1] = y + std * random.normal();
}
