/** Envelope between the main process and the studio it forked. */
import type { Reply } from './result.ts';
import type { StudioCommandName, StudioEvent } from './studio-protocol.ts';

export type StudioRequest =
  | { readonly kind: 'call'; readonly id: number; readonly command: StudioCommandName; readonly input: unknown }
  | { readonly kind: 'exit' };
export type StudioMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | { readonly kind: 'event'; readonly event: StudioEvent };
