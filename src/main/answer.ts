/** From whatever arrived at the door to a reply: the name is looked up, the input parsed, the command run. */
import { z } from 'zod';
import { type CommandName, commandInputs, type WindowCommandName } from '../shared/ipc.ts';
import { fail, type Reply, UserError } from '../shared/result.ts';
import type { StudioCommandName } from '../shared/studio-protocol.ts';
import type { Handlers } from './handlers/handler.ts';

/** Long enough to recognise a name, short enough for a message. */
const SHOWN_NAME_LENGTH = 60;

export type Answerers = {
  readonly own: Handlers<WindowCommandName>;
  readonly studio: (command: StudioCommandName, input: never) => Promise<Reply<unknown>>;
};

export async function answer(answerers: Answerers, command: unknown, input: unknown): Promise<Reply<unknown>> {
  if (!isCommand(command)) {
    const name = typeof command === 'string' ? `“${command.slice(0, SHOWN_NAME_LENGTH)}”` : `of type ${typeof command}`;
    return fail('bad-input', `There is no command ${name}. Nothing was changed.`);
  }
  // zod takes a Map or a Date for an object without keys.
  if (!isPlainObject(input))
    return fail('bad-input', `“${command}” was refused: its input is no plain object. Nothing was changed.`);
  const parsed = commandInputs[command].safeParse(input);
  if (!parsed.success) {
    return fail('bad-input', `“${command}” was refused: ${firstProblem(parsed.error)} Nothing was changed.`);
  }
  // The parsed input belongs to this very command, which the table's type cannot express.
  const checked = parsed.data as never;
  try {
    return await (isOwn(answerers, command) ? answerers.own[command](checked) : answerers.studio(command, checked));
  } catch (error) {
    if (error instanceof UserError) return fail(error.code, error.message);
    throw error;
  }
}

function isCommand(command: unknown): command is CommandName {
  return typeof command === 'string' && Object.hasOwn(commandInputs, command);
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isOwn(answerers: Answerers, command: CommandName): command is WindowCommandName {
  return Object.hasOwn(answerers.own, command);
}

function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'its input is not valid.';
  const place = z.core.toDotPath(issue.path);
  const text = issue.message.endsWith('.') ? issue.message : `${issue.message}.`;
  return place === '' ? text : `${place}: ${text}`;
}
