/** How fast this machine trains and samples the tutorials' network: data and noise drawn inside the step, AdamW. */
import type { BenchRequest, BenchResult } from '../shared/engine-protocol.ts';
import { ringConfig } from '../shared/model/presets.ts';
import type { Backend } from './backend.ts';

const WARM_UP_STEPS = 5;

/** Best of several rounds: the least disturbed one is the machine's own speed. */
const ROUNDS = 3;

function trainStepMs(backend: Backend, batch: number, seconds: number): number {
  const config = { ...ringConfig('unconditional', 'gaussian', 0), batch, freshData: true };
  const trainer = backend.train(config, null, null);
  trainer.run(WARM_UP_STEPS);
  const begin = performance.now();
  trainer.run(WARM_UP_STEPS);
  const estimate = (performance.now() - begin) / WARM_UP_STEPS;
  const steps = Math.max(1, Math.min(trainer.mostSteps, Math.round((1000 * seconds) / ROUNDS / estimate)));
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    trainer.run(steps);
    best = Math.min(best, (performance.now() - start) / steps);
  }
  trainer.dispose();
  return best;
}

async function eulerSeconds(backend: Backend, samples: number, steps: number): Promise<number> {
  const config = ringConfig('unconditional', 'gaussian', 0);
  const network = backend.train(config, null, null);
  const once = () =>
    network.sampler.sample({
      n: samples,
      steps,
      solver: 'euler',
      seed: 0,
      condition: { kind: 'any' },
      frames: steps + 1,
    });
  await once();
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) best = Math.min(best, (await once()).durationMs);
  network.dispose();
  return best / 1000;
}

export async function bench(request: BenchRequest, backend: Backend): Promise<BenchResult> {
  const steps: Record<string, number> = {};
  for (const batch of request.batches) steps[String(batch)] = trainStepMs(backend, batch, request.seconds);
  const seconds = await eulerSeconds(backend, request.eulerSamples, request.eulerSteps);
  return { trainStepMs: steps, eulerSeconds: seconds, backend: backend.info.kind };
}
