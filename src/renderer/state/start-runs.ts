/** One-click beginnings: the ring study, or one run of a preset. */
import type { SourceName } from '../../shared/model/names.ts';
import { configFor, type FormPreset, ringConfig } from '../../shared/model/presets.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { call } from '../api.ts';
import { library } from './library.svelte.ts';
import { session } from './session.svelte.ts';

export const FIRST_SEED = 1;
/** Steps of each training of the short study: enough to see the flow take shape. */
export const SHORT_STEPS = 200;

/** The three trainings of the ring study, as the studio will run them. */
export function studyConfigs(base: SourceName, maxSteps: number | null): readonly RunConfig[] {
  return (['unconditional', 'onehot', 'radius'] as const).map((model) => {
    const config = ringConfig(model, base, FIRST_SEED);
    return maxSteps === null ? config : { ...config, steps: Math.min(config.steps, maxSteps) };
  });
}

export function presetConfig(preset: FormPreset): RunConfig {
  return configFor(preset.model, preset.data, 'gaussian', FIRST_SEED);
}

export async function startRingStudy(base: SourceName, maxSteps: number | null): Promise<boolean> {
  const reply = await call('study.start', { preset: 'ring', base, seed: FIRST_SEED, maxSteps });
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
