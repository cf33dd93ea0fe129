import type { RunConfig } from '../../shared/model/run-config.ts';
import type { StudioInput } from '../../shared/studio-protocol.ts';
import { call } from '../api.ts';
import { plural } from '../format.ts';
import { library } from './library.svelte.ts';
import { session } from './session.svelte.ts';

/** The sweep dialog: what it starts from; null while it is closed. */
class Sweeping {
  from = $state.raw<{ readonly config: RunConfig; readonly name: string } | null>(null);
  /** Processor threads of each training when as many run as may; null until it was asked. */
  threadsEach = $state<number | null>(null);

  open(config: RunConfig, name: string): void {
    this.from = { config, name };
  }

  close(): void {
    this.from = null;
  }

  /** Queues the sweep and closes the dialog; a refusal is shown and leaves it open. */
  async start(input: StudioInput<'sweep.start'>): Promise<void> {
    const reply = await call('sweep.start', input);
    if (!reply.ok) {
      session.toast('error', reply.error.message);
      return;
    }
    this.close();
    await library.load();
    const first = reply.value.runIds[0];
    if (first !== undefined) library.select(first);
    session.toast('ok', `${plural(reply.value.runIds.length, 'run')} queued`, null, {
      label: 'Show',
      run: () => {
        session.tab = 'runs';
      },
    });
  }

  /** Asks for, or sets, how many trainings run at once. */
  async limit(trainings: number | null): Promise<void> {
    const reply = await call('queue.limit', { trainings });
    if (!reply.ok) {
      session.toast('error', reply.error.message);
      return;
    }
    library.limit = reply.value.trainings;
    this.threadsEach = reply.value.threadsEach;
  }
}

export const sweeping = new Sweeping();
