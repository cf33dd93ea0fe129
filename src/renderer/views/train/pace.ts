import { session } from '../../state/session.svelte.ts';
import type { Pace } from './estimate.ts';

/** This machine's pace. Reactive. */
export const paceHere = (): Pace => ({
  stepsPerSecond: session.machine?.stepsPerSecond ?? null,
  cores: navigator.hardwareConcurrency,
});
