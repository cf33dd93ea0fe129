/** The place of the slice that is asked about: it stays where it is while time, run and condition change. */
import type { LikelihoodMethod } from '../../shared/model/names.ts';

export const PROBES = [1, 8, 32, 128] as const;

export type Place = readonly [number, number];

class Probe {
  /** Data units; null: nothing is asked about. */
  place = $state.raw<Place | null>(null);
  method = $state<LikelihoodMethod>('exact');
  /** Of Hutchinson's estimate. */
  probes = $state<number>(32);

  /** Moves the place by some data units, within the shown window. */
  move(by: Place, extent: number): void {
    if (this.place) this.set([this.place[0] + by[0], this.place[1] + by[1]], extent);
  }

  set([x, y]: Place, extent: number): void {
    const inside = (value: number) => Math.min(extent, Math.max(-extent, value));
    this.place = [inside(x), inside(y)];
  }
}

export const probe = new Probe();
