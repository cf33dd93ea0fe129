export { LOSS_WINDOW, lossFloor, lossMetric } from './loss.ts';
export { type Measurement, measureSamples } from './measure.ts';
