import type { Reply } from '../../shared/result.ts';
import type { StudioCommandName, StudioInput, StudioResults } from '../../shared/studio-protocol.ts';
import type { SamplingEngine } from '../sampling.ts';
import type { StudioContext } from '../studio-context.ts';
import type { Queue } from '../training-queue.ts';

/** What a command's handler may use. */
export type StudioParts = {
  readonly context: StudioContext;
  readonly queue: Queue;
  readonly sampling: SamplingEngine;
  readonly library: string;
};

/** Does one command; a plain result is a success, an expected failure is a reply or a thrown `UserError`. */
export type Handler<K extends StudioCommandName> = (
  parts: StudioParts,
  input: StudioInput<K>,
) => StudioResults[K] | Reply<StudioResults[K]> | Promise<StudioResults[K] | Reply<StudioResults[K]>>;
