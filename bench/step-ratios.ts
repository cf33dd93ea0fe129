/**
 * What every option costs a training step, beside the default in the same minute: `node bench/step-ratios.ts [--batch 128]
 * [--rounds 12] [--groups 7] [--only paths]`. The trainings take turns, a chunk each. Two ratios to the default: the median
 * over all rounds of the two times in the same round, and that of the shortest times, which a busy machine disturbs least;
 * then the ops of a step (constants left out), which no machine disturbs. The same training built twice may differ by 10 %
 * for as long as it lives, so each group builds all of them anew, in another order; both figures are medians over the groups.
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
    rounds: { type: 'string', default: '12' },
    groups: { type: 'string', default: '7' },
    only: { type: 'string', default: '' },
  },
});
const [batch, rounds, groups] = [Number(values.batch), Number(values.rounds), Number(values.groups)];
const between = (number: number, low: number, high: number) =>
  Number.isInteger(number) && number >= low && number <= high;
if (!between(batch, 1, 1000) || !between(rounds, 3, 1000) || !between(groups, 1, 100)) {
  process.stderr.write('--batch takes 1 to 1000, --rounds 3 to 1000, --groups 1 to 100.\n');
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
const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** Milliseconds a step in each round, and the ops of a step, of all cases built anew; begun with the `turn`-th of them. */
function measure(turn: number): readonly { readonly times: readonly number[]; readonly ops: number }[] {
  const order = wanted.map((_, k) => (k + turn) % wanted.length);
  const trainers = new Map(order.map((k) => [k, new Trainer((wanted[k] ?? wanted[0])?.[2] ?? base, null)]));
  const times = wanted.map((): number[] => []);
  for (const trainer of trainers.values()) trainer.run(CHUNK);
  for (let round = 0; round < rounds; round++) {
    for (const [k, trainer] of trainers) {
      const begin = performance.now();
      trainer.run(CHUNK);
      times[k]?.push((performance.now() - begin) / CHUNK);
    }
  }
  const ops = wanted.map((_, k) =>
    Object.entries(trainers.get(k)?.operations ?? {}).reduce((sum, [op, n]) => sum + (op === 'Const' ? 0 : n), 0),
  );
  for (const trainer of trainers.values()) trainer.dispose();
  return times.map((own, k) => ({ times: own, ops: ops[k] ?? 0 }));
}

const measured = Array.from({ length: groups }, (_, group) => measure(group));
wanted.forEach(([, name], k) => {
  const ratios = measured.map((group) => {
    const [own, first] = [group[k]?.times ?? [], group[0]?.times ?? []];
    return {
      middle: median(own.map((time, round) => time / (first[round] ?? Number.NaN))),
      shortest: Math.min(...own) / Math.min(...first),
      best: Math.min(...own),
    };
  });
  const best = Math.min(...ratios.map((ratio) => ratio.best));
  const of = (pick: 'middle' | 'shortest') => `× ${median(ratios.map((ratio) => ratio[pick])).toFixed(2)}`;
  const ops = measured[0]?.[k]?.ops ?? 0;
  process.stdout.write(
    `${name.padEnd(32)} ${best.toFixed(3)} ms  ${of('middle')} (median)  ${of('shortest')} (shortest)  ${ops} ops\n`,
  );
});
