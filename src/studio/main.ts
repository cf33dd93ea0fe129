/** The studio's own process for the window: requests and events over the channel to the main process. */
import { type Failure, UserError } from '../shared/result.ts';
import type { StudioMessage, StudioRequest } from '../shared/studio-channel.ts';
import { libraryPath } from './library-path.ts';
import { openStudio, type Studio } from './studio.ts';

/** A parent that is gone is found out by `disconnect`; a message that just misses it must not end this process. */
function send(message: StudioMessage): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

/** After a lost parent nothing of Streamline may be left 5 s later. */
const CLOSE_LIMIT_MS = 4500;

const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function serve(): Promise<void> {
  const studio = await openStudio({ library: libraryPath(process.argv[2]), adoptsQueue: true });
  studio.subscribe((event) => send({ kind: 'event', event }));
  const end = () => {
    // Engines die with this process, so one that hangs must not keep it.
    setTimeout(() => process.exit(1), CLOSE_LIMIT_MS).unref();
    studio.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('disconnect', end);
  process.on('SIGTERM', end);
  // Ctrl-C in a terminal reaches the whole group; the main process says `exit` or leaves, and this one closes in order.
  process.on('SIGINT', end);
  process.on('message', (message) => {
    const request = message as StudioRequest | null;
    if (request?.kind === 'exit') end();
    else if (request?.kind === 'call') void answer(studio, request);
  });
  send({ kind: 'ready' });
}

async function answer(studio: Studio, request: Extract<StudioRequest, { kind: 'call' }>): Promise<void> {
  try {
    // The studio parses the input at its own door, so the envelope's types need not be believed here.
    send({ kind: 'reply', id: request.id, reply: await studio.call(request.command, request.input as never) });
  } catch (error) {
    const failure: Failure = { code: 'unavailable', message: `The studio made a mistake: ${sentenceOf(error)}` };
    send({ kind: 'reply', id: request.id, reply: { ok: false, error: failure } });
  }
}

serve().catch((error: unknown) => {
  const words = error instanceof UserError ? error.message : `The library could not be opened: ${sentenceOf(error)}`;
  send({ kind: 'failed', message: words });
  process.exitCode = 1;
  if (process.connected) process.disconnect();
});
