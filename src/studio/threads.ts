import { availableParallelism } from 'node:os';
import type { EngineProgram } from './engine-program.ts';

/** Processor threads for each of `trainings` at once, so that together they do not ask for more than there are. */
export function threadsEach(trainings: number, cores = availableParallelism()): number {
  return Math.max(1, Math.floor(cores / trainings));
}

/**
 * The engine with what its TensorFlow is told when it starts. A single training is left alone: TensorFlow takes all cores by
 * itself. What the user's environment says comes first.
 */
export function sharingThreads(program: EngineProgram, trainings: number): EngineProgram {
  if (trainings <= 1 || process.env.TF_NUM_INTRAOP_THREADS !== undefined) return program;
  const environment = { TF_NUM_INTRAOP_THREADS: String(threadsEach(trainings)), ...program.environment };
  return { ...program, environment };
}
