import type { RunConfig } from '../../shared/model/run-config.ts';

/** The sweep dialog: what it starts from; null while it is closed. */
class Sweeping {
  from = $state.raw<{ readonly config: RunConfig; readonly name: string } | null>(null);

  open(config: RunConfig, name: string): void {
    this.from = { config, name };
  }

  close(): void {
    this.from = null;
  }
}

export const sweeping = new Sweeping();
