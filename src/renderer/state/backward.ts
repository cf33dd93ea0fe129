/** The flow gone backward in t: from data points at t = 1 to where they come from at t = 0. */
import type { SampleResult } from '../../shared/engine-protocol.ts';
import type { Condition } from '../../shared/model/condition.ts';
import { conditionsOf } from '../../shared/model/condition-values.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { fail, type Reply, succeed } from '../../shared/result.ts';
import type { RunData } from '../../shared/studio-protocol.ts';

/** Half width of what counts as "with this condition", as a share of the conditions' range. */
const NEAR = 1 / 20;
/** Fewer points would not show a flow. */
const FEWEST = 8;

/**
 * At most n data points `[m, 2]` to start from, each with the condition that the engine gives particle i: the class asked
 * for, class i mod classes for any, or a continuous condition near the one asked for. Fails with the reason where the data
 * has none.
 */
export function startsBackward(
  config: RunConfig,
  condition: Condition,
  data: Pick<RunData, 'points' | 'labels' | 'column'>,
  n: number,
): Reply<Float32Array> {
  const own = conditionsOf(config, data);
  const all = Array.from(own.keys());
  switch (condition.kind) {
    case 'class':
      return pointsOf(data.points, all.filter((i) => own[i] === condition.label).slice(0, n), 'of this class');
    case 'radius': {
      const [low, high] = all.reduce(
        ([least, most], i) => [Math.min(least, own[i] as number), Math.max(most, own[i] as number)],
        [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      );
      const near = (high - low) * NEAR;
      const rows = all.filter((i) => Math.abs((own[i] as number) - condition.value) <= near).slice(0, n);
      return pointsOf(data.points, rows, 'near this value of the condition');
    }
    case 'any':
      if (config.model === 'radius') {
        return fail('bad-input', 'Going back, all particles need the same condition: choose a value of it.');
      }
      return pointsOf(data.points, config.model === 'onehot' ? inTurn(own).slice(0, n) : all.slice(0, n), 'at all');
  }
}

/** Rows whose class is 0, 1, 2 … in turn, until one of the classes has no more. */
function inTurn(labels: Float32Array): number[] {
  const classes: number[][] = [];
  labels.forEach((label, row) => {
    const rows = classes[label] ?? [];
    classes[label] = rows;
    rows.push(row);
  });
  const rounds = Math.min(...Array.from(classes, (rows) => rows?.length ?? 0));
  return Array.from({ length: rounds * classes.length }, (_, i) => {
    return classes[i % classes.length]?.[Math.floor(i / classes.length)] as number;
  });
}

function pointsOf(points: Float32Array, rows: readonly number[], which: string): Reply<Float32Array> {
  if (rows.length < FEWEST) return fail('bad-input', `There is too little data ${which} to go back from.`);
  const out = new Float32Array(2 * rows.length);
  rows.forEach((row, i) => {
    out.set(points.subarray(2 * row, 2 * row + 2), 2 * i);
  });
  return succeed(out);
}

/** A flow from t = 1 to 0 told from t = 0 on, as every view expects it: what was its end is where it now begins. */
export function toldForward(sample: SampleResult): SampleResult {
  const { frames, frameCount, particleCount } = sample;
  const size = 2 * particleCount;
  const turned = new Float32Array(frames.length);
  for (let frame = 0; frame < frameCount; frame++) {
    turned.set(frames.subarray(frame * size, (frame + 1) * size), (frameCount - 1 - frame) * size);
  }
  return {
    ...sample,
    frames: turned,
    times: sample.times.toReversed(),
    stepTimes: sample.stepTimes.toSorted(),
    rejectedTimes: sample.rejectedTimes.toSorted(),
  };
}
