/**
 * What every option costs a training step, beside the default in the same minute: `node bench/step-ratios.ts [--batch 128]
 * [--rounds 40] [--only paths]`. The trainings take turns, a chunk each. Two ratios to the default: the median over the
 * rounds of the two times in the same round, and that of the shortest times, which a busy machine disturbs least; then the
 * ops of a step (constants left out), which no machine disturbs.
 */
import { parseArgs } from 'node:util';
import { loadTensorFlow } from '../src/engine/tensorflow.ts';
import { Trainer } from '../src/engine/trainer.ts';
import { PATHS } from '../src/shared/model/names.ts';
import { withForm } from '../src/shared/model/network-presets.ts';
import { ringConfig } from '../src/shared/model/presets.ts';
import type { RunConfig } from '../src/shared/model/run-config.ts';

const { values } = parseArgs({
  options: {
    batch: { type: 'string', default: '128' },
    rounds: { type: 'string', default: '40' },
    only: { type: 'string', default: '' },
  },
});
const [batch, rounds] = [Number(values.batch), Number(values.rounds)];
if (!Number.isInteger(batch) || batch < 1 || batch > 1000 || !Number.isInteger(rounds) || rounds < 3 || rounds > 1000) {
  process.stderr.write('--batch takes 1 to 1000, --rounds 3 to 1000.\n');
  process.exit(2);
}

const CHUNK = 50;
const base: RunConfig = { ...ringConfig('unconditional', 'gaussian', 1), batch, steps: 1_000_000 };
const optimizer = (changes: Partial<RunConfig['optimizer']>) => ({
  ...base,
  optimizer: { ...base.optimizer, ...changes },
});

/** Group, name and configuration; the first is what all are compared with. */
const CASES: readonly (readonly [string, string, RunConfig])[] = [
  ['', 'linear, unconditional, AdamW', base],
  ...PATHS.map((kind) => ['paths', `path ${kind}`, { ...base, path: { kind, params: {} } }] as const),
  ['models', 'one-hot', { ...base, model: 'onehot' }],
  ['models', 'radius', { ...base, model: 'radius' }],
  ['models', 'one-hot, dropout 0.1', { ...base, model: 'onehot', guidance: { dropout: 0.1, weight: 1 } }],
  ['optimizers', 'Adam', optimizer({ kind: 'adam', weightDecay: 0 })],
  ['optimizers', 'SGD, momentum', optimizer({ kind: 'sgd', momentum: 0.9, weightDecay: 0 })],
  ['optimizers', 'cosine with warm-up', optimizer({ schedule: 'cosine', warmup: 100 })],
  ['optimizers', 'clipped', optimizer({ clip: 1 })],
  ['optimizers', 'averaged weights', optimizer({ ema: 0.999 })],
  ['networks', 'plain', { ...base, network: withForm(base.network, 'plain') }],
  ['networks', 'residual', { ...base, network: withForm(base.network, 'residual') }],
];

await loadTensorFlow();
const wanted = CASES.filter(([group], k) => k === 0 || values.only === '' || group === values.only);
const trainers = wanted.map(([, , config]) => new Trainer(config, null));
for (const trainer of trainers) trainer.run(CHUNK);
const times = trainers.map((): number[] => []);
for (let round = 0; round < rounds; round++) {
  trainers.forEach((trainer, k) => {
    const begin = performance.now();
    trainer.run(CHUNK);
    times[k]?.push((performance.now() - begin) / CHUNK);
  });
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const first = times[0] ?? [];
const least = Math.min(...first);
wanted.forEach(([, name], k) => {
  const own = times[k] ?? [];
  const ratio = median(own.map((time, round) => time / (first[round] ?? Number.NaN)));
  const best = Math.min(...own);
  const [middle, shortest] = [ratio, best / least].map((value) => `× ${value.toFixed(2)}`);
  const ops = Object.entries(trainers[k]?.operations ?? {}).reduce((sum, [op, n]) => sum + (op === 'Const' ? 0 : n), 0);
  process.stdout.write(
    `${name.padEnd(32)} ${best.toFixed(3)} ms  ${middle} (median)  ${shortest} (shortest)  ${ops} ops\n`,
  );
});
