/** The shape of an answer to a command: from its parsed input to its reply. */
import type { CommandInput, CommandName, CommandResult } from '../../shared/ipc.ts';
import type { Reply } from '../../shared/result.ts';

export type Handlers<K extends CommandName> = {
  readonly [Name in K]: (input: CommandInput<Name>) => Promise<Reply<CommandResult<Name>>>;
};
