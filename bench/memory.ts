/**
 * Memory of a long training: `node bench/memory.ts [--steps 100000] [--batch 128] [--model onehot] [--trace]`.
 * `--trace` shows every reading on stderr, with the part that V8 holds.
 * Prints the slope of the resident size after warm-up (MB a minute and a million steps) and the tensor counts.
 */
import { parseArgs } from 'node:util';
import { loadTensorFlow, tf } from '../src/engine/tensorflow.ts';
import { Trainer } from '../src/engine/trainer.ts';
import { MODELS, type ModelKind } from '../src/shared/model/names.ts';
import { ringConfig } from '../src/shared/model/presets.ts';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '100000' },
    batch: { type: 'string', default: '128' },
    model: { type: 'string', default: 'onehot' },
    trace: { type: 'boolean', default: false },
  },
});
const steps = Number(values.steps);
const batch = Number(values.batch);
const model = MODELS.find((name): name is ModelKind => name === values.model);
if (!model || !Number.isInteger(steps) || steps < 1000 || !Number.isInteger(batch) || batch < 1 || batch > 1000) {
  process.stderr.write(`--steps takes 1000 or more, --batch 1 to 1000, --model one of ${MODELS.join(', ')}.\n`);
  process.exit(2);
}

type Reading = { readonly step: number; readonly minutes: number; readonly megabytes: number };
const CHUNK = 50;
/** Allocators and the JavaScript heap settle in the first fifth. */
const WARM_UP_SHARE = 0.2;

const backend = await loadTensorFlow();
const trainer = new Trainer({ ...ringConfig(model, 'gaussian', 1), batch, steps }, null);
const chunk = Math.min(CHUNK, trainer.mostSteps);
trainer.run(chunk);
const tensorsBefore = tf.memory().numTensors;
const begin = performance.now();
const readings: Reading[] = [];
const every = Math.max(1, Math.floor(steps / 100 / chunk)) * chunk;
for (let step = chunk; step < steps; step += chunk) {
  trainer.run(Math.min(chunk, steps - step));
  if (step % 5000 === 0) trainer.checkpoint();
  if (step % every === 0) {
    const minutes = (performance.now() - begin) / 60_000;
    const { rss, heapTotal, external } = process.memoryUsage();
    readings.push({ step, minutes, megabytes: rss / 2 ** 20 });
    if (values.trace) {
      const [all, heap, buffers] = [rss, heapTotal, external].map((bytes) => (bytes / 2 ** 20).toFixed(1));
      process.stderr.write(`step ${step}: ${all} MB resident, ${heap} MB heap, ${buffers} MB external\n`);
    }
  }
}
const settled = readings.slice(Math.floor(readings.length * WARM_UP_SHARE));

/** Least-squares slope of the resident size. */
function slope(of: (reading: Reading) => number): number {
  const mean = (pick: (reading: Reading) => number) => settled.reduce((sum, r) => sum + pick(r), 0) / settled.length;
  const [mx, my] = [mean(of), mean((r) => r.megabytes)];
  return mean((r) => (of(r) - mx) * (r.megabytes - my)) / mean((r) => (of(r) - mx) ** 2);
}

const report = {
  backend: backend.kind,
  model,
  batch,
  steps,
  minutes: Number((readings.at(-1)?.minutes ?? 0).toFixed(2)),
  residentMegabytes: { settled: settled[0]?.megabytes.toFixed(1), end: settled.at(-1)?.megabytes.toFixed(1) },
  megabytesPerMinute: Number(slope((r) => r.minutes).toFixed(3)),
  megabytesPerMillionSteps: Number((1e6 * slope((r) => r.step)).toFixed(2)),
  tensors: { start: tensorsBefore, end: tf.memory().numTensors },
};
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
trainer.dispose();
