export { lossFloor, lossMetric } from './loss.ts';
export { EXACT_SAMPLES, type Measurement, measureSamples } from './measure.ts';
