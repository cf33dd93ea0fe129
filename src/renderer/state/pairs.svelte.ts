import type { RunConfig } from '../../shared/model/run-config.ts';
import type { PairsResult } from '../../shared/protocol/pairs.ts';
import { call } from '../api.ts';

/** A batch of pairs to look at; the newest request wins. */
export class PairsPicture {
  result = $state.raw<PairsResult | null>(null);
  problem = $state<string | null>(null);
  loading = $state(false);
  #asked = 0;

  async load(config: RunConfig, n: number): Promise<void> {
    const asked = ++this.#asked;
    this.loading = true;
    const reply = await call('pairs.preview', { config, n });
    if (asked !== this.#asked) return;
    this.loading = false;
    this.problem = reply.ok ? null : reply.error.message;
    if (reply.ok) this.result = reply.value;
  }

  clear(): void {
    this.#asked++;
    this.result = null;
    this.problem = null;
    this.loading = false;
  }
}
