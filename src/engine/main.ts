/** The engine process: the only file that knows it has a parent. Forked with serialization 'advanced'. */
import type { EngineEvent } from '../shared/engine-protocol.ts';
import { fail, succeed, UserError } from '../shared/result.ts';
import { Engine } from './engine.ts';
import { parseOrder } from './orders.ts';
import { loadTensorFlow } from './tensorflow.ts';
import { tensorflowBackend } from './tensorflow-backend.ts';

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function send(event: EngineEvent): void {
  // A parent that is gone makes sending fail; 'disconnect' ends this process then, so the failure is not a bug.
  if (process.connected) process.send?.(event, undefined, undefined, () => undefined);
}

/** Says why, lets the message leave, and ends. */
function giveUp(error: unknown): void {
  const event: EngineEvent = { kind: 'failed', error: { code: 'engine-failed', message: messageOf(error) } };
  if (!process.connected || !process.send) process.exit(1);
  process.send(event, undefined, undefined, () => process.exit(1));
}

function idOf(message: unknown): number | null {
  const id = (message as { id?: unknown } | null)?.id;
  return typeof id === 'number' ? id : null;
}

async function obey(engine: Engine, message: unknown): Promise<void> {
  const parsed = parseOrder(message);
  if (!parsed.ok) {
    send({ kind: 'reply', id: idOf(message) ?? -1, reply: parsed });
    return;
  }
  const { id } = parsed.value;
  try {
    send({ kind: 'reply', id, reply: succeed(await engine.obey(parsed.value)) });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    send({ kind: 'reply', id, reply: fail(error.code, error.message) });
  }
}

async function main(): Promise<void> {
  process.on('uncaughtException', giveUp);
  process.on('unhandledRejection', giveUp);
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C in a terminal reaches every process of the group; what becomes of a training is the studio's decision.
  process.on('SIGINT', () => undefined);
  const info = await loadTensorFlow();
  const engine = new Engine(tensorflowBackend(info), send);
  process.on('message', (message) => {
    obey(engine, message).catch(giveUp);
  });
  send({ kind: 'ready', backend: info });
}

if (!process.send) {
  process.stderr.write('The engine is started by the studio: use npm run streamline, or npm start.\n');
  process.exit(2);
}
main().catch(giveUp);
