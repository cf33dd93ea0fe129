import type { RunStatus } from '../shared/model/names.ts';
import type { EngineExit } from './engine-child.ts';

/** How a training ended: the status it leaves and why, as one plain sentence. */
export type Ending = { readonly status: RunStatus; readonly reason: string | null };

/** The ending of a run whose engine stopped before it said `done`. `kept` is the step of its newest checkpoint. */
export function unexpectedEnding({ code, signal, message }: EngineExit, kept: number | null): Ending {
  const how = signal ? `it was ended by ${signal}` : `it ended with code ${code}`;
  const words = message ? `: ${message.replace(/\.$/, '')}` : '';
  return { status: 'interrupted', reason: `The training process stopped (${how}${words}). ${resumeInWords(kept)}` };
}

export function failedEnding(message: string, kept: number | null): Ending {
  return { status: 'failed', reason: `${message.replace(/[.\s]*$/, '.')} ${resumeInWords(kept)}` };
}

export function resumeInWords(kept: number | null): string {
  return kept === null ? 'Resume starts it again.' : `Resume goes on from step ${kept}.`;
}
