/** Runs the program that moves the library, while no studio has it open. */
import { execFile } from 'node:child_process';
import type { LibraryPlace } from '../shared/protocol/window-out.ts';
import { fail, type Reply, succeed } from '../shared/result.ts';

type Order = readonly ['move', string] | readonly ['remove-old'] | readonly ['show'];
type Answer = Reply<{ readonly library: string; readonly old: string | null }>;

export class LibraryMover {
  readonly #program: { readonly node: string; readonly script: string };
  readonly #fixed: string | null;

  /** `fixed`: why the library cannot be moved in this session. */
  constructor(program: { readonly node: string; readonly script: string }, fixed: string | null) {
    this.#program = program;
    this.#fixed = fixed;
  }

  get fixed(): string | null {
    return this.#fixed;
  }

  async run(order: Order): Promise<Reply<LibraryPlace>> {
    if (this.#fixed !== null && order[0] !== 'show') return fail('wrong-state', this.#fixed);
    const answer = await this.#ask(order);
    if (!answer.ok) return answer;
    const { library, old } = answer.value;
    return succeed({ path: library, old: this.#fixed === null ? old : null, fixed: this.#fixed });
  }

  #ask(order: Order): Promise<Answer> {
    const { node, script } = this.#program;
    return new Promise((resolve) => {
      execFile(node, [script, ...order], { windowsHide: true, maxBuffer: 1e6 }, (error, output) => {
        if (error === null) resolve(JSON.parse(output) as Answer);
        else resolve(fail('unavailable', `The program that moves the library stopped: ${error.message}`));
      });
    });
  }
}
