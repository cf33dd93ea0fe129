/**
 * What pairing by cost costs a training: `node bench/coupling.ts [--steps 4000] [--rounds 3] [--batch 256] [--ot-batch 1024]
 * [--reuse 1,128] [--network branches]`. Whole trainings on 8 gaussians → moons take turns, from the first pair to the last
 * step; a case is given by its steps a second and by the median over the rounds of its time beside independent pairs.
 */
import { parseArgs } from 'node:util';
import { takeSnapshot } from '../src/engine/measure.ts';
import { loadTensorFlow } from '../src/engine/tensorflow.ts';
import { Trainer } from '../src/engine/trainer.ts';
import type { CouplingKind, ModelKind } from '../src/shared/model/names.ts';
import { withForm } from '../src/shared/model/network-presets.ts';
import { ringConfig } from '../src/shared/model/presets.ts';
import type { RunConfig } from '../src/shared/model/run-config.ts';
import { c2ot } from '../src/shared/studies/c2ot.ts';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '4000' },
    rounds: { type: 'string', default: '3' },
    batch: { type: 'string', default: '256' },
    'ot-batch': { type: 'string', default: '1024' },
    reuse: { type: 'string', default: '1,128' },
    network: { type: 'string', default: 'branches' },
    kinds: { type: 'string', default: 'ot,class-ot,c2ot' },
  },
});
const steps = Number(values.steps);
const rounds = Number(values.rounds);
const [batch, otBatch] = [Number(values.batch), Number(values['ot-batch'])];
const reuses = values.reuse.split(',').map(Number);
const KINDS: readonly (readonly [CouplingKind, ModelKind])[] = [
  ['ot', 'unconditional'],
  ['class-ot', 'onehot'],
  ['c2ot', 'radius'],
  ['sinkhorn', 'unconditional'],
];

const study = c2ot.runs({ base: '8-gaussians', seed: 1 })[0]?.config as RunConfig;
const form = values.network === 'residual' ? 'residual' : 'branches';

function configOf(kind: CouplingKind, model: ModelKind, reuse: number): RunConfig {
  const ring = ringConfig(model, 'gaussian', 1);
  const { data, source, freshData, continuous } = study;
  const coupling = { ...ring.coupling, kind, reuse, batch: kind === 'independent' ? null : otBatch };
  const network = form === 'residual' ? withForm(ring.network, 'residual') : ring.network;
  return { ...ring, data, source, freshData, continuous, coupling, network, batch, steps };
}

/** Independent pairs for the same model stand before those that are made by cost. */
const CASES = KINDS.filter(([kind]) => values.kinds.split(',').includes(kind)).flatMap(([kind, model]) => [
  [`independent, ${model}`, configOf('independent', model, 1)] as const,
  ...reuses.map((reuse) => [`${kind}, each pair ${reuse} ×`, configOf(kind, model, reuse)] as const),
]);

/** Longest chunk, as in a training: about 30 ms. */
const CHUNK = 40;

type Times = { readonly took: number; readonly first: number; readonly cpu: number };

async function train(config: RunConfig): Promise<Times> {
  const trainer = new Trainer(config, null);
  // As a training does: the first pairs are begun while its first snapshot is taken.
  void trainer.readySteps;
  await takeSnapshot(config, trainer.sampler, trainer);
  const [begin, cpu] = [performance.now(), process.cpuUsage()];
  await trainer.whenReady();
  const first = performance.now() - begin;
  while (trainer.step < steps) {
    if (trainer.readySteps < 1) await trainer.whenReady();
    const count = Math.min(CHUNK, trainer.mostSteps, trainer.readySteps, steps - trainer.step);
    trainer.run(count);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  const took = performance.now() - begin;
  const { user, system } = process.cpuUsage(cpu);
  trainer.dispose();
  return { took, first, cpu: (user + system) / 1000 };
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

await loadTensorFlow();
// Threads that make pairs do not keep the process.
const awake = setInterval(() => undefined, 1000);
const times = CASES.map((): Times[] => []);
for (let round = 0; round < rounds; round++) {
  for (const [k, [, config]] of CASES.entries()) times[k]?.push(await train(config));
}
clearInterval(awake);
const every = 1 + reuses.length;
CASES.forEach(([name], k) => {
  const own = times[k] ?? [];
  const beside = times[k - (k % every)] ?? [];
  const ratioOf = (of: (times: Times) => number) =>
    median(own.map((time, round) => of(time) / of(beside[round] as Times))).toFixed(2);
  const speed = steps / (Math.min(...own.map(({ took }) => took)) / 1000);
  const first = median(own.map((time) => time.first)).toFixed(0);
  const ratios = `time × ${ratioOf(({ took }) => took)}, after the first pairs × ${ratioOf(({ took, first }) => took - first)}, cores × ${ratioOf(({ cpu }) => cpu)}`;
  process.stdout.write(
    `${name.padEnd(30)} ${speed.toFixed(0).padStart(6)} steps/s  ${ratios}; first pairs after ${first} ms\n`,
  );
});
