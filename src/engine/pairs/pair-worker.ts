/** A thread that makes the OT batches it is asked for: plain TypeScript, without TensorFlow. */
import { parentPort, workerData } from 'node:worker_threads';
import { keepPointFile, type PointFile } from '../../shared/flow/point-file.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { OtBatches } from '../coupling/ot-batch.ts';
import { stepBehind } from './step-behind.ts';

/** Batches that a training waits for when it starts. */
const FIRST = 2;

const { config, files } = workerData as { readonly config: RunConfig; readonly files: readonly PointFile[] };
for (const file of files) keepPointFile(file);
const batches = new OtBatches(config);

/** Where pairs are used again a training needs few, and must not wait for a core. Only Linux gives threads their own niceness. */
const stepsBehind = config.coupling.reuse > 1 && process.platform === 'linux';

let made = 0;
parentPort?.on('message', (index: number) => {
  const batch = batches.make(index);
  const buffers = [batch.x0, batch.x1, batch.conditions, batch.labels, batch.rows].map(
    (array) => array.buffer as ArrayBuffer,
  );
  parentPort?.postMessage(batch, buffers);
  if (++made === FIRST && stepsBehind) stepBehind();
});
