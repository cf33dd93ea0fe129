/** Records a training in the library of its argument and prints every step whose records are committed: see failing-files.cpp. */
import { writeSync } from 'node:fs';
import { openStore } from '../store/store.ts';
import { fakeLoss } from './fake-values.ts';

const CHUNKS = 30;
const CHUNK = 50;

const [folder = ''] = process.argv.slice(2);
const store = await openStore({ folder, now: () => 5000, usedElsewhere: () => false });
const { losses, checkpoints, metrics, runs } = store;
for (let chunk = 0; chunk < CHUNKS; chunk++) {
  const begin = 2000 + chunk * CHUNK;
  const end = begin + CHUNK;
  const values = Float32Array.from({ length: CHUNK }, (_, i) => fakeLoss(1, begin + i));
  store.atomically(() => {
    losses.write('old', begin, values, end);
    runs.update('old', { step: end });
  });
  store.durably(() => metrics.write('old', [{ name: 'w2', step: end, value: end, n: 10, floor: null }]));
  const parameters = new Float32Array(900).fill(end);
  store.durably(() => checkpoints.write('old', { step: end, parameters, moments: new Float32Array(1800).fill(end) }));
  // Written at once: what is printed was committed before the kill.
  writeSync(1, `${end}\n`);
}
store.close();
writeSync(1, `calls ${process.env.FAIL_COUNT ?? 0}\n`);
