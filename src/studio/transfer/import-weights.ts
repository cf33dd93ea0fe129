/** Weights from a safetensors file become a run that can be sampled, looked at and compared. */
import { completeConfig } from '../../shared/model/config-defaults.ts';
import { parameterCount, parameterLayout } from '../../shared/model/parameters.ts';
import type { RunSummary, Snapshot } from '../../shared/model/records.ts';
import { type RunConfig, runConfigSchema } from '../../shared/model/run-config.ts';
import type { ImportedRuns } from '../../shared/protocol/transfer.ts';
import { UserError } from '../../shared/result.ts';
import type { NamedTensor } from '../export/safetensors.ts';
import type { StudioParts } from '../handlers/handler.ts';
import { freeName, freeSlot, suggestedName } from '../names.ts';
import { newId } from '../new-runs.ts';
import { announceRun, visibleRun } from '../studio-context.ts';
import type { ImportRequest } from './import-request.ts';
import { readSafetensors } from './read-safetensors.ts';

/** As every snapshot of a training: the same particles, so that the run compares with others. */
const SNAPSHOT = { n: 256, steps: 96, seed: 7, frames: 33, condition: { kind: 'any' } } as const;

type Refuse = (why: string) => UserError;

/** The settings come from the file's metadata, as our own export writes them, or from the run `like`. */
export async function importWeights(parts: StudioParts, { name, bytes, like }: ImportRequest): Promise<ImportedRuns> {
  const refuse: Refuse = (why) =>
    new UserError('bad-input', `${name} was not imported: ${why}. The library is unchanged.`);
  const { tensors, metadata } = readSafetensors(name, bytes);
  const { context, sampling } = parts;
  const config = like === null ? configOf(metadata, refuse) : visibleRun(context, like).config;
  const parameters = flatFrom(config, tensors, refuse);
  if (!parameters.every(Number.isFinite)) throw refuse('some of its weights are not finite numbers');
  const id = newId();
  // Sampling asks for nothing of the run but its id and its configuration.
  const network = { key: `${id} imported`, run: { id, config } as RunSummary, parameters: () => parameters };
  const sampled = await sampling.sample(network, { ...SNAPSHOT, solver: config.sampling.solver });
  if (!sampled.ok) throw new UserError(sampled.error.code, sampled.error.message);
  const { frames, frameCount, particleCount, times, conditions } = sampled.value;
  const step = stepOf(metadata, config);
  const snapshot: Snapshot = {
    step,
    parameters,
    trajectories: { frames, frameCount, particleCount, times, conditions },
  };
  const { store, owner } = context;
  store.durably(() => {
    const title = freeName(metadata.run?.slice(0, 80).trim() || suggestedName(config), new Set(store.runs.names()));
    const slot = freeSlot(store.runs.slots());
    const createdAt = Date.now();
    const count = parameterCount(config);
    store.runs.insert({ id, name: title, studyId: null, slot, config, parameterCount: count, owner, createdAt });
    store.snapshots.write(id, snapshot);
    const reason = `Weights imported from ${name}.`;
    const ended = { status: 'finished', outcome: 'finished', owner: null, position: null } as const;
    store.runs.update(id, { ...ended, reason, step, finishedAt: createdAt });
    store.events.write('imported', id, name);
  });
  announceRun(context, id);
  return {
    runIds: [id],
    studyName: null,
    notes: ['Weights bring no losses, metrics or moments of the optimiser, so the run cannot be trained on.'],
  };
}

function configOf(metadata: Readonly<Record<string, string>>, refuse: Refuse): RunConfig {
  if (metadata.config === undefined) {
    throw refuse(
      'it does not say which settings its weights belong to; name a run with the same network (on the command line: --like RUN)',
    );
  }
  let stored: unknown;
  try {
    stored = JSON.parse(metadata.config);
    stored = completeConfig(stored as Parameters<typeof completeConfig>[0]);
  } catch {
    // No JSON, or no configuration: the schema refuses it in words.
    stored = null;
  }
  const parsed = runConfigSchema.safeParse(stored);
  if (!parsed.success) throw refuse('the settings in its metadata are not those of a run');
  return parsed.data;
}

function stepOf({ step }: Readonly<Record<string, string>>, config: RunConfig): number {
  const value = Number(step);
  return step !== undefined && Number.isInteger(value) && value >= 0 && value <= config.steps ? value : config.steps;
}

/** Named tensors as one flat array in the layout's order; kernels turn from `[out, in]` to `[in, out]`. */
export function flatFrom(config: RunConfig, tensors: readonly NamedTensor[], refuse: Refuse): Float32Array {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const flat = new Float32Array(parameterCount(config));
  let offset = 0;
  for (const { name, shape } of parameterLayout(config)) {
    const [rows, columns] = shape;
    const expected = columns === undefined ? [rows] : [columns, rows];
    const tensor = byName.get(name);
    if (tensor === undefined) throw refuse(`the weights “${name}” of this network are missing`);
    if (tensor.shape.join() !== expected.join()) {
      throw refuse(`“${name}” has shape [${tensor.shape.join(', ')}], but this network needs [${expected.join(', ')}]`);
    }
    byName.delete(name);
    const width = columns ?? 1;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < width; j++) flat[offset + i * width + j] = tensor.values[j * rows + i] as number;
    }
    offset += rows * width;
  }
  const [extra] = byName.keys();
  if (extra !== undefined) throw refuse(`it holds “${extra.slice(0, 80)}”, which this network does not have`);
  return flat;
}
