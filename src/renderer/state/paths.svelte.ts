/** What the paths screen shows: a path with its parameters, and the data it leads to. */
import { SCHEDULES } from '../../shared/flow/schedule.ts';
import type { PathKind } from '../../shared/model/names.ts';

export type DataChoice = 'one' | 'two' | 'four';
type Params = Readonly<Record<string, number>>;

class PathsState {
  kind = $state<PathKind>('linear');
  data = $state<DataChoice>('one');
  #params = $state.raw<Readonly<Partial<Record<PathKind, Params>>>>({});

  /** Parameters of the chosen path, changed or not. */
  get params(): Params {
    return { ...SCHEDULES[this.kind].defaults, ...this.#params[this.kind] };
  }

  get changed(): boolean {
    const { defaults } = SCHEDULES[this.kind];
    return Object.entries(this.params).some(([name, value]) => defaults[name] !== value);
  }

  setParam(name: string, value: number): void {
    this.#params = { ...this.#params, [this.kind]: { ...this.params, [name]: value } };
  }

  resetParams(): void {
    this.#params = { ...this.#params, [this.kind]: {} };
  }
}

export const paths = new PathsState();
