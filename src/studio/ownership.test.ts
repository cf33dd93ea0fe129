import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { StudioMessage, StudioRequest } from '../shared/studio-channel.ts';
import type { StudioEvent } from '../shared/studio-protocol.ts';
import { claimOwner, ownerIsAlive, releaseOwner } from './owner.ts';
import {
  addRun,
  ask,
  behave,
  FAKE_ENGINE,
  isOver,
  nextEvent,
  temporaryFolder,
  testConfig,
  testStudio,
  whenRun,
} from './testing/fixture.ts';

/** The studio as the window runs it: its own process. */
class StudioProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  #messages: StudioMessage[] = [];
  #wake: () => void = () => undefined;

  constructor(library: string) {
    this.child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), [library], {
      execArgv: [],
      serialization: 'advanced',
      env: { ...process.env, STREAMLINE_ENGINE: FAKE_ENGINE.script },
    });
    this.child.on('message', (message) => {
      this.#messages.push(message as StudioMessage);
      this.#wake();
    });
    this.exited = new Promise((resolve) => this.child.once('exit', (code) => resolve(code)));
    onTestFinished(() => void this.child.kill('SIGKILL'));
  }

  /** Waits for the first message, old or new, that passes. */
  async message(passes: (message: StudioMessage) => boolean): Promise<StudioMessage> {
    for (;;) {
      const found = this.#messages.find(passes);
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async event(passes: (event: StudioEvent) => boolean): Promise<void> {
    await this.message((message) => message.kind === 'event' && passes(message.event));
  }

  send(request: StudioRequest): void {
    this.child.send(request);
  }

  async call(id: number, command: string, input: unknown): Promise<unknown> {
    this.child.send({ kind: 'call', id, command, input });
    const message = await this.message((reply) => reply.kind === 'reply' && reply.id === id);
    return message.kind === 'reply' ? message.reply : null;
  }
}

async function trainingProcess(library: string): Promise<StudioProcess> {
  behave({ delayMs: 2 });
  const studio = new StudioProcess(library);
  await studio.message((message) => message.kind === 'ready');
  const runs = [1, 2].map((seed) => ({ name: `run ${seed}`, config: testConfig({ seed, steps: 1_000_000 }) }));
  await studio.call(1, 'queue.add', { runs, study: null });
  // Beyond the first checkpoint, which is made at step 25.
  await studio.event((event) => event.kind === 'losses' && event.firstStep >= 30);
  return studio;
}

/** Process ids of the engines that this process started. */
function enginesOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? [] : children.split(' ').map(Number);
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('an owner is alive exactly while its studio is open', () => {
  const token = claimOwner();
  expect(ownerIsAlive(token)).toBe(true);
  releaseOwner(token);
  expect(ownerIsAlive(token)).toBe(false);
  expect(ownerIsAlive('999999999_1-x_0')).toBe(false);
  // The same process id in an earlier boot, or before the id was used again.
  expect(ownerIsAlive(`${process.pid}_1-earlier-boot_0`)).toBe(false);
  expect(ownerIsAlive('nonsense')).toBe(false);
});

test.runIf(process.platform === 'linux')(
  'a killed studio leaves no engine, and the next one finds its runs',
  async () => {
    const library = temporaryFolder();
    const killed = await trainingProcess(library);
    const engines = enginesOf(killed.child.pid as number);
    expect(engines).toHaveLength(1);
    killed.child.kill('SIGKILL');
    await killed.exited;
    const begin = performance.now();
    await until(() => !engines.some(isAlive));
    console.info(`engine gone ${(performance.now() - begin).toFixed(0)} ms after its studio was killed`);
    behave({});

    // The command line leaves waiting runs to the window.
    const commandLine = await testStudio({ library });
    const before = await ask(commandLine, 'runs.list', {});
    expect(before.map((run) => run.status)).toEqual(['interrupted', 'queued']);
    expect(before[0]?.reason).toMatch(/Resume goes on from/);
    await commandLine.close();

    const window = await testStudio({ library, adoptsQueue: true });
    const [, waiting] = before;
    await whenRun(window, waiting?.id ?? '', (run) => run.status === 'training');
  },
);

test('a lost parent ends the studio and its engines; the run can be resumed', async () => {
  const library = temporaryFolder();
  const studio = await trainingProcess(library);
  studio.child.disconnect();
  expect(await studio.exited).toBe(0);
  const again = await testStudio({ library });
  const [run] = await ask(again, 'runs.list', {});
  expect(run?.status).toBe('interrupted');
  expect((await ask(again, 'runs.parameters', { id: run?.id ?? '' })).step).toBe(run?.step);
});

test('runs of another living studio are seen, and left alone', async () => {
  const library = temporaryFolder();
  const window = await trainingProcess(library);
  behave({});
  const commandLine = await testStudio({ library });
  const [training, waiting] = await ask(commandLine, 'runs.list', {});
  expect([training?.status, waiting?.status]).toEqual(['training', 'queued']);
  for (const [command, id] of [
    ['queue.stop', training?.id],
    ['queue.pause', training?.id],
    ['queue.resume', training?.id],
    ['queue.remove', waiting?.id],
  ] as const) {
    expect([command, await commandLine.call(command, { id: id ?? '' })]).toMatchObject([
      command,
      { ok: false, error: { code: 'wrong-state', message: expect.stringMatching(/another Streamline/) } },
    ]);
  }
  const deletion = await commandLine.call('runs.delete', { ids: [training?.id ?? ''] });
  expect(deletion).toMatchObject({ ok: false, error: { code: 'wrong-state' } });
  // Both write the same library at once.
  const own = await addRun(commandLine);
  expect((await whenRun(commandLine, own, isOver)).status).toBe('finished');
  expect((await ask(commandLine, 'runs.list', {})).map((run) => run.status)).toEqual([
    'training',
    'queued',
    'finished',
  ]);
  // And the window hears of it.
  await window.event((event) => event.kind === 'run' && event.run.id === own && event.run.status === 'finished');
  await ask(commandLine, 'runs.delete', { ids: [own] });
  await window.event((event) => event.kind === 'run-gone' && event.id === own);
});

test('a studio that dies while the window is open: its runs are taken over', async () => {
  const library = temporaryFolder();
  const dying = await trainingProcess(library);
  const window = await testStudio({ library, adoptsQueue: true, concurrency: 2 });
  const [training, waiting] = await ask(window, 'runs.list', {});
  const interrupted = nextEvent(
    window,
    (event) => event.kind === 'run' && event.run.id === training?.id && event.run.status === 'interrupted',
  );
  dying.child.kill('SIGKILL');
  await interrupted;
  await whenRun(window, waiting?.id ?? '', (run) => run.status === 'training');
});

test('the process answers what it cannot do, and says why it cannot start', async () => {
  const library = temporaryFolder();
  const studio = new StudioProcess(library);
  await studio.message((message) => message.kind === 'ready');
  expect(await studio.call(1, 'no.such', {})).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  expect(await studio.call(2, 'runs.show', { id: 7 })).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  studio.child.send({ kind: 'call', id: 'x' });
  studio.child.send('nonsense');
  expect(await studio.call(3, 'runs.list', {})).toEqual({ ok: true, value: [] });
  studio.send({ kind: 'exit' });
  expect(await studio.exited).toBe(0);
  const refused = new StudioProcess('/dev/null/library');
  const message = await refused.message(({ kind }) => kind === 'failed');
  expect(message).toMatchObject({ message: expect.stringMatching(/leads through a file/) });
  expect(await refused.exited).toBe(1);
});
