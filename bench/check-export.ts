/**
 * Checks that exported weights compute the same velocities in PyTorch as here: a short ring study, exported by the
 * command line's own writers, loaded by load_state_dict. Usage: node bench/check-export.ts (Node 24; pip installs PyTorch
 * into the cache). Fails when any velocity differs by more than 1e-5.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { follow } from '../src/cli/follow.ts';
import { print } from '../src/cli/terminal.ts';
import { runWithTorch } from '../src/cli/torch.ts';
import { ask, withStudio } from '../src/cli/with-studio.ts';
import type { Condition } from '../src/shared/model/condition.ts';
import { classCount } from '../src/shared/model/parameters.ts';
import type { RunSummary } from '../src/shared/model/records.ts';
import { npyParts } from '../src/studio/export/npy.ts';
import { safetensorsParts } from '../src/studio/export/safetensors.ts';
import { torchTensors } from '../src/studio/export/torch-tensors.ts';
import { writeFileWhole } from '../src/studio/export/write-file.ts';
import type { Studio } from '../src/studio/studio.ts';

const TOLERANCE = 1e-5;
const FIELD = { times: [0, 0.25, 0.5, 1], grid: 41, extent: 4.5 };

function conditionOf({ config }: RunSummary): Condition {
  if (config.model === 'onehot') return { kind: 'class', label: 3 };
  return config.model === 'radius' ? { kind: 'radius', value: 2.75 } : { kind: 'any' };
}

/** Writes one run's weights and field, and describes them for the Python side. */
async function writeCase(studio: Studio, run: RunSummary, folder: string): Promise<object> {
  const { parameters } = await ask(studio, 'runs.parameters', { id: run.id });
  const condition = conditionOf(run);
  const field = await ask(studio, 'runs.field', { id: run.id, step: null, ...FIELD, condition });
  const weights = `${run.id}.safetensors`;
  writeFileWhole(join(folder, weights), safetensorsParts(torchTensors(run.config, parameters), { format: 'pt' }));
  const shape = [FIELD.times.length, FIELD.grid, FIELD.grid, 2];
  writeFileWhole(join(folder, `${run.id}.npy`), npyParts(shape, field));
  const value = condition.kind === 'class' ? condition.label : condition.kind === 'radius' ? condition.value : null;
  const { model } = run.config;
  return {
    name: run.name,
    model,
    weights,
    classes: classCount(run.config),
    condition: value,
    ...FIELD,
    field: `${run.id}.npy`,
  };
}

const folder = mkdtempSync(join(tmpdir(), 'streamline-export-'));
try {
  const cases = await withStudio({ library: join(folder, 'library') }, async (studio) => {
    const input = { preset: 'ring', base: 'gaussian', seed: 1, maxSteps: null } as const;
    const { runs } = await follow(studio, async () => (await ask(studio, 'study.start', input)).runIds);
    return Promise.all(runs.map((run) => writeCase(studio, run, folder)));
  });
  writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases));
  const differences: Record<string, number> = JSON.parse(await runWithTorch('check_export.py', [folder]));
  for (const [name, difference] of Object.entries(differences)) {
    const isClose = difference <= TOLERANCE;
    print(`${name}: velocities differ by at most ${difference.toExponential(1)}${isClose ? '' : ', too much'}`);
    if (!isClose) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
