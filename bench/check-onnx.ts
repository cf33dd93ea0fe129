/**
 * Checks that exported ONNX models compute the same velocities in onnxruntime as here: short trainings of every network
 * form, every way time enters, every activation and every model, exported as a user does. Usage: node bench/check-onnx.ts
 * (Node 24; pip installs onnxruntime into the cache). Fails when any velocity differs by more than 1e-5 of the largest.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { follow } from '../src/cli/follow.ts';
import { print } from '../src/cli/terminal.ts';
import { ask, withStudio } from '../src/cli/with-studio.ts';
import type { Condition } from '../src/shared/model/condition.ts';
import { ACTIVATIONS, NETWORKS, TIME_FEATURES } from '../src/shared/model/names.ts';
import { classCount, conditionWidth } from '../src/shared/model/parameters.ts';
import { ringConfig } from '../src/shared/model/presets.ts';
import type { RunSummary } from '../src/shared/model/records.ts';
import type { RunConfig } from '../src/shared/model/run-config.ts';
import { npyParts } from '../src/studio/export/npy.ts';
import { writeFileWhole } from '../src/studio/export/write-file.ts';
import type { Studio } from '../src/studio/studio.ts';
import { runWithOnnx } from './onnx-runtime.ts';

const TOLERANCE = 1e-5;
const FIELD = { times: [0, 0.25, 0.5, 1], grid: 41, extent: 4.5 };

type Network = Partial<RunConfig['network']>;

function configOf(model: RunConfig['model'], network: Network, dropout = 0): RunConfig {
  const config = ringConfig(model, 'gaussian', 1);
  return {
    ...config,
    steps: 60,
    snapshotEvery: 60,
    network: { ...config.network, width: 64, depth: 3, ...network },
    guidance: { dropout, weight: 1 },
  };
}

const REQUESTS: readonly (readonly [string, RunConfig])[] = [
  ...NETWORKS.flatMap((form) =>
    TIME_FEATURES.flatMap((timeFeatures) =>
      (['unconditional', 'onehot', 'radius'] as const).map(
        (model) => [`${form} ${timeFeatures} ${model}`, configOf(model, { form, timeFeatures })] as const,
      ),
    ),
  ),
  ...ACTIVATIONS.map((activation) => [`activation ${activation}`, configOf('onehot', { activation })] as const),
  ['guided class', configOf('onehot', {}, 0.2)],
  ['guided radius', configOf('radius', { form: 'residual', activation: 'gelu' }, 0.2)],
  ['hidden widths', configOf('radius', { hidden: [16, 48, 8] })],
];

function conditionOf({ config }: RunSummary): { condition: Condition; row: number[] | null } {
  if (config.model === 'unconditional') return { condition: { kind: 'any' }, row: null };
  if (config.model === 'onehot') {
    const row = Array.from({ length: classCount(config) }, (_, label) => (label === 3 ? 1 : 0));
    return { condition: { kind: 'class', label: 3 }, row };
  }
  return { condition: { kind: 'radius', value: 2.75 }, row: conditionWidth(config) === 2 ? [2.75, 1] : [2.75] };
}

async function writeCase(studio: Studio, run: RunSummary, folder: string) {
  const { condition, row } = conditionOf(run);
  const field = await ask(studio, 'runs.field', { id: run.id, step: null, ...FIELD, condition });
  const { bytes } = await ask(studio, 'transfer.export', { ids: [run.id], format: 'onnx' });
  const files = { model: `${run.id}.onnx`, field: `${run.id}.npy` };
  writeFileWhole(join(folder, files.model), [bytes]);
  writeFileWhole(join(folder, files.field), npyParts([FIELD.times.length, FIELD.grid, FIELD.grid, 2], field));
  const largest = field.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return { name: run.name, condition: row, ...files, ...FIELD, largest };
}

const folder = mkdtempSync(join(tmpdir(), 'streamline-onnx-'));
try {
  const cases = await withStudio({ library: join(folder, 'library') }, async (studio) => {
    const wanted = REQUESTS.map(([name, config]) => ({ name, config }));
    const { runs } = await follow(studio, () => ask(studio, 'queue.add', { runs: wanted, study: null }));
    const written = [];
    for (const run of runs) written.push(await writeCase(studio, run, folder));
    return written;
  });
  writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases));
  const differences: Record<string, number> = JSON.parse(runWithOnnx('check_onnx.py', [folder]));
  let worst = 0;
  for (const { name, largest } of cases) {
    const difference = (differences[name] ?? Number.NaN) / Math.max(1, largest);
    const isClose = difference <= TOLERANCE;
    worst = Math.max(worst, difference);
    print(`${name}: velocities differ by at most ${difference.toExponential(1)}${isClose ? '' : ', too much'}`);
    if (!isClose) process.exitCode = 1;
  }
  print(`${cases.length} networks, at most ${worst.toExponential(1)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
