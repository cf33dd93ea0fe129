import type { RunConfig } from '../../shared/model/run-config.ts';
import type { Studio } from '../../studio/studio.ts';
import { findRun } from '../run-reference.ts';
import { ask } from '../with-studio.ts';

/** The teacher of a reflow training by its id; it was typed as an id, the beginning of one, or a name. */
export async function withTeacher(studio: Studio, config: RunConfig): Promise<RunConfig> {
  const { teacher } = config.coupling;
  if (teacher === null) return config;
  const run = findRun(await ask(studio, 'runs.list', {}), teacher);
  return { ...config, coupling: { ...config.coupling, teacher: run.id } };
}
