/** How long a studio command may take before its caller is told that no answer came. */
import type { StudioCommandName } from '../shared/studio-protocol.ts';

const READ_OR_WRITE_MS = 30_000;

/** Null: the work grows with its input and the caller's patience is the only limit. */
const LIMITS_MS: Readonly<Record<StudioCommandName, number | null>> = {
  'machine.check': null,
  'machine.graphics': READ_OR_WRITE_MS,
  'runs.list': READ_OR_WRITE_MS,
  'runs.packed': READ_OR_WRITE_MS,
  'runs.show': READ_OR_WRITE_MS,
  'runs.rename': READ_OR_WRITE_MS,
  'runs.delete': READ_OR_WRITE_MS,
  'runs.restore': READ_OR_WRITE_MS,
  'runs.open': READ_OR_WRITE_MS,
  'runs.losses': READ_OR_WRITE_MS,
  'runs.clock': READ_OR_WRITE_MS,
  'runs.snapshots': READ_OR_WRITE_MS,
  'runs.snapshot': READ_OR_WRITE_MS,
  'runs.metrics': READ_OR_WRITE_MS,
  'runs.history': READ_OR_WRITE_MS,
  'runs.data': null,
  'runs.sample': null,
  'runs.field': null,
  'runs.likelihood': null,
  'runs.path-density': null,
  'runs.lab': null,
  // Thousands of pairs, or those of a teacher, take a while.
  'pairs.preview': null,
  'runs.parameters': READ_OR_WRITE_MS,
  'queue.add': READ_OR_WRITE_MS,
  'queue.pause': READ_OR_WRITE_MS,
  'queue.resume': READ_OR_WRITE_MS,
  'queue.stop': READ_OR_WRITE_MS,
  'queue.remove': READ_OR_WRITE_MS,
  'queue.move': READ_OR_WRITE_MS,
  'queue.hold': READ_OR_WRITE_MS,
  'runs.measure': null,
  'data.import': null,
  'data.list': READ_OR_WRITE_MS,
  'data.read': READ_OR_WRITE_MS,
  'data.delete': READ_OR_WRITE_MS,
  'study.start': READ_OR_WRITE_MS,
  'runs.evaluate': null,
  'transfer.export': null,
  'transfer.import': null,
  'transfer.open': null,
  'transfer.replay': null,
  'runs.tag': READ_OR_WRITE_MS,
  'runs.note': READ_OR_WRITE_MS,
  'runs.pin': READ_OR_WRITE_MS,
  'runs.archive': READ_OR_WRITE_MS,
  'runs.size': READ_OR_WRITE_MS,
  'trash.list': READ_OR_WRITE_MS,
  'trash.empty': null,
  'library.lastOpened': READ_OR_WRITE_MS,
  'library.filters': READ_OR_WRITE_MS,
  'sweeps.list': READ_OR_WRITE_MS,
  'sweep.start': READ_OR_WRITE_MS,
  'queue.limit': READ_OR_WRITE_MS,
};

export function answerLimitMs(command: StudioCommandName): number | null {
  return LIMITS_MS[command];
}
