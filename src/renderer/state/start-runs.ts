/** One-click beginnings: a study, or one run of a preset. */
import { configFor, type FormPreset } from '../../shared/model/presets.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import type { StudioInput } from '../../shared/studio-protocol.ts';
import { call } from '../api.ts';
import { library } from './library.svelte.ts';
import { session } from './session.svelte.ts';

export const FIRST_SEED = 1;
/** Steps of each training of the short study: enough to see the flow take shape. */
export const SHORT_STEPS = 200;

export function presetConfig(preset: FormPreset): RunConfig {
  return configFor(preset.model, preset.data, 'gaussian', FIRST_SEED);
}

export async function startStudy(order: StudioInput<'study.start'>): Promise<boolean> {
  const reply = await call('study.start', order);
  if (!reply.ok) return refuse(reply.error.message);
  return shown(reply.value.runIds[0]);
}

export async function startPreset(preset: FormPreset): Promise<boolean> {
  const reply = await call('queue.add', { runs: [{ name: null, config: presetConfig(preset) }], study: null });
  if (!reply.ok) return refuse(reply.error.message);
  return shown(reply.value[0]);
}

function refuse(message: string): false {
  session.toast('error', message);
  return false;
}

/** The live curve is what there is to see first. */
async function shown(id: string | undefined): Promise<true> {
  await library.load();
  if (id !== undefined) library.select(id);
  session.tab = 'train';
  return true;
}
