export { lossFloor, lossMetric } from './loss.ts';
export { type Measurement, measureSamples } from './measure.ts';
