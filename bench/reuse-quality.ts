/**
 * Whether flows get worse when pairs are used again: `node bench/reuse-quality.ts [--kinds ot,c2ot] [--reuse 1,128]
 * [--seeds 3] [--steps 4000] [--n 2000]`. 8 gaussians → moons, batch 256, OT batch 1024, the default network. Over the
 * last quarter of the steps, eight times: the loss on pairs of OT batches that no training has seen, and W₂² of n samples by
 * one Euler step and by dopri5 against n true draws, the same ones for every reuse of a seed.
 */
import { parseArgs } from 'node:util';
import { OtBatches } from '../src/engine/coupling/ot-batch.ts';
import { conditionTensor } from '../src/engine/data/condition.ts';
import { evaluate } from '../src/engine/evaluate.ts';
import { velocity } from '../src/engine/network/velocity-network.ts';
import { pathPoint } from '../src/engine/path/path.ts';
import { loadTensorFlow, type Tensor, tf } from '../src/engine/tensorflow.ts';
import { Trainer } from '../src/engine/trainer.ts';
import type { CouplingKind, ModelKind } from '../src/shared/model/names.ts';
import { ringConfig } from '../src/shared/model/presets.ts';
import type { RunConfig } from '../src/shared/model/run-config.ts';
import type { EvaluateRequest } from '../src/shared/protocol/evaluate.ts';
import { c2ot } from '../src/shared/studies/c2ot.ts';

const { values } = parseArgs({
  options: {
    kinds: { type: 'string', default: 'ot,c2ot' },
    reuse: { type: 'string', default: '1,128' },
    seeds: { type: 'string', default: '3' },
    steps: { type: 'string', default: '4000' },
    batch: { type: 'string', default: '256' },
    'ot-batch': { type: 'string', default: '1024' },
    n: { type: 'string', default: '2000' },
  },
});
const [steps, seeds, n] = [Number(values.steps), Number(values.seeds), Number(values.n)];
const [batch, otBatch] = [Number(values.batch), Number(values['ot-batch'])];
const MODEL_OF: Readonly<Record<string, ModelKind>> = {
  ot: 'unconditional',
  sinkhorn: 'unconditional',
  'class-ot': 'onehot',
  c2ot: 'radius',
};
const LOOKS = 8;
/** OT batches that the loss is measured on, numbered far beyond those of a training. */
const [UNSEEN, UNSEEN_BATCHES] = [1_000_000, 12];
const SOLVERS = [
  { key: 'euler-1', solver: 'euler', steps: 1, tolerance: 1e-4 },
  { key: 'dopri5', solver: 'dopri5', steps: 100, tolerance: 1e-4 },
] as const;

function configOf(kind: CouplingKind, reuse: number, seed: number): RunConfig {
  const ring = ringConfig(MODEL_OF[kind] ?? 'unconditional', '8-gaussians', seed);
  const { data, freshData, continuous } = c2ot.runs({ base: '8-gaussians', seed })[0]?.config ?? ring;
  const coupling = { ...ring.coupling, kind, reuse, batch: otBatch };
  return { ...ring, data, freshData, continuous, coupling, batch, steps, snapshotEvery: steps };
}

type Unseen = { readonly xt: Tensor; readonly dxt: Tensor; readonly t: Tensor; readonly condition: Tensor | null };

function unseenPairs(config: RunConfig): Unseen[] {
  const batches = new OtBatches(config);
  return Array.from({ length: UNSEEN_BATCHES }, (_, k) => {
    const { x0, x1, conditions } = batches.make(UNSEEN + k);
    // Every pair at an even spread of times, shifted from batch to batch.
    const times = Float32Array.from({ length: otBatch }, (_, i) => (i * 0.618034 + k / UNSEEN_BATCHES) % 1);
    const t = tf.tensor2d(times, [otBatch, 1]);
    const { xt, dxt } = pathPoint(config.path, tf.tensor2d(x0, [otBatch, 2]), tf.tensor2d(x1, [otBatch, 2]), t);
    return { xt, dxt, t, condition: conditionTensor(config, conditions) };
  });
}

function lossOn(config: RunConfig, trainer: Trainer, unseen: readonly Unseen[]): number {
  const losses = unseen.map(({ xt, dxt, t, condition }) =>
    tf.tidy(() => velocity(config, trainer.parameterTensors, xt, t, condition).sub(dxt).square().mean().dataSync()[0]),
  );
  return losses.reduce<number>((sum, loss) => sum + (loss ?? Number.NaN), 0) / losses.length;
}

await loadTensorFlow();
// Threads that make pairs do not keep the process.
const awake = setInterval(() => undefined, 1000);
const mean = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

for (const kind of values.kinds.split(',') as CouplingKind[]) {
  for (let seed = 1; seed <= seeds; seed++) {
    for (const reuse of values.reuse.split(',').map(Number)) {
      const config = configOf(kind, reuse, seed);
      const unseen = unseenPairs(config);
      const trainer = new Trainer(config, null);
      const looks: { loss: number; euler: number; dopri5: number }[] = [];
      const dues = Array.from({ length: LOOKS }, (_, k) => Math.round(steps * (0.75 + (0.25 * (k + 1)) / LOOKS)));
      for (const due of dues) {
        while (trainer.step < due) {
          if (trainer.readySteps < 1) await trainer.whenReady();
          trainer.run(Math.min(40, trainer.readySteps, due - trainer.step));
        }
        const known = { floorSquared: 0, transportSquared: null };
        const request: EvaluateRequest = { n, solvers: SOLVERS, energy: false, known };
        const { metrics } = await evaluate(config, trainer.sampler, request, () => undefined);
        const of = (key: string) => metrics.find(({ name }) => name === `w2Squared@${key}`)?.value ?? Number.NaN;
        looks.push({ loss: lossOn(config, trainer, unseen), euler: of('euler-1'), dopri5: of('dopri5') });
      }
      const told = (pick: (look: (typeof looks)[number]) => number) => mean(looks.map(pick)).toFixed(4);
      process.stdout.write(
        `${kind.padEnd(9)} seed ${seed}  reuse ${String(reuse).padStart(4)}  loss on unseen pairs ${told(({ loss }) => loss)}  W2² euler-1 ${told(({ euler }) => euler)}  dopri5 ${told(({ dopri5 }) => dopri5)}\n`,
      );
      for (const { xt, dxt, t, condition } of unseen) tf.dispose([xt, dxt, t, ...(condition ? [condition] : [])]);
      trainer.dispose();
    }
  }
}
clearInterval(awake);
