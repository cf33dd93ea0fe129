/** Commands whose whole point is a change of the library: blocked, with the reason, while it can only be read. */
import type { Command } from './command.ts';

const WRITING: ReadonlySet<string> = new Set([
  'runs.rename',
  'runs.delete',
  'runs.tag',
  'runs.pin',
  'runs.archive',
  'runs.note',
  'runs.sweep',
  'runs.saveFilter',
  'training.pause',
  'training.resume',
  'training.stop',
  'training.again',
  'training.hold',
  'file.import',
]);
export const CANNOT_WRITE = 'the library cannot be written';

export function unlessReadOnly(commands: readonly Command[], isReadOnly: () => boolean): readonly Command[] {
  return commands.map((command) =>
    WRITING.has(command.id)
      ? { ...command, blocked: () => (isReadOnly() ? CANNOT_WRITE : (command.blocked?.() ?? null)) }
      : command,
  );
}
