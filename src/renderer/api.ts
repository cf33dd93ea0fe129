/** The only file that names `window.streamline`: the renderer's door to the main process. */
import type { CommandInput, CommandName, CommandResult, StreamlineApi, WindowEvent } from '../shared/ipc.ts';
import { fail, type Reply } from '../shared/result.ts';

declare global {
  interface Window {
    readonly streamline: StreamlineApi;
  }
}

/** Asks main or the studio. Always answers: a broken bridge is told as an ordinary failure. */
export async function call<K extends CommandName>(
  command: K,
  input: CommandInput<K>,
): Promise<Reply<CommandResult<K>>> {
  try {
    return await window.streamline.call(command, input);
  } catch (error) {
    console.error(`${command} was not answered`, error);
    return fail('unavailable', 'The studio did not answer. Your runs are kept. Try again, or restart Streamline.');
  }
}

/** Returns the function that ends the subscription. */
export function subscribe(listener: (event: WindowEvent) => void): () => void {
  return window.streamline.subscribe(listener);
}
