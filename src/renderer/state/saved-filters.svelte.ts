import type { SavedFilter } from '../../shared/protocol/library.ts';
import { call } from '../api.ts';
import { session } from './session.svelte.ts';

/** Queries kept by name with the library. */
class Filters {
  saved = $state.raw<readonly SavedFilter[]>([]);

  async load(): Promise<void> {
    await this.#send(null);
  }

  async save(name: string, query: string): Promise<boolean> {
    return this.#send([...this.saved.filter((filter) => filter.name !== name), { name, query }]);
  }

  async forget(name: string): Promise<void> {
    const before = this.saved;
    if (!(await this.#send(before.filter((filter) => filter.name !== name)))) return;
    session.toast('info', `${name} forgotten`, null, { label: 'Undo', run: () => void this.#send(before) });
  }

  async #send(filters: readonly SavedFilter[] | null): Promise<boolean> {
    const reply = await call('library.filters', { filters: filters === null ? null : [...filters] });
    if (reply.ok) this.saved = reply.value;
    else session.toast('error', reply.error.message);
    return reply.ok;
  }
}

export const filters = new Filters();
