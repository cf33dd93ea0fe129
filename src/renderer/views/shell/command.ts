/** What a command of the window is. */
import type { IconName } from '../../parts/icon-shapes.ts';

export type CommandGroup = 'Time' | 'View' | 'Condition' | 'Runs' | 'Studies' | 'Window';
export type Command = {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  readonly icon: IconName;
  /** As pressed: modifiers in the order Ctrl, Alt, Shift, then the key's name. Several when more than one does it. */
  readonly keys: readonly string[];
  /** Why it cannot be done now; null when it can. */
  readonly blocked?: () => string | null;
  readonly run: () => void;
};
