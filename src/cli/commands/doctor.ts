import type { Command } from 'commander';
import { UserError } from '../../shared/result.ts';
import type { MachineReport } from '../../shared/studio-protocol.ts';
import { libraryPath } from '../../studio/library-path.ts';
import { electronLine } from '../electron-record.ts';
import { bytes, figure } from '../format.ts';
import type { GlobalOptions } from '../options.ts';
import { withTemporaryStudio } from '../temporary-studio.ts';
import { print, printJson, tableOf } from '../terminal.ts';
import { webglLine } from '../webgl-record.ts';
import { ask, withStudio } from '../with-studio.ts';

/** `problem`: the main job cannot run because of it. */
type Check = { readonly name: string; readonly state: 'ok' | 'problem' | 'note'; readonly text: string };

/** Less free space than this is gone before a study is recorded. */
const LEAST_FREE_BYTES = 50e6;

function engineChecks(machine: MachineReport): Check[] {
  const { backend, backendProblem, stepsPerSecond } = machine;
  if (backend === null)
    return [{ name: 'TensorFlow', state: 'problem', text: backendProblem ?? 'could not be started' }];
  const speed =
    stepsPerSecond === null
      ? 'not measured'
      : `${figure(Math.round(stepsPerSecond))} training steps a second at batch 128`;
  return [
    {
      name: 'TensorFlow',
      state: backend.kind === 'wasm' ? 'note' : 'ok',
      text: `${backend.kind}: ${backend.version}, ${backend.device}. ${backend.why}`,
    },
    { name: 'Speed', state: 'ok', text: speed },
    { name: 'SQLite', state: 'ok', text: machine.sqliteVersion },
  ];
}

function libraryChecks(machine: MachineReport, readOnly: string | null): Check[] {
  const { libraryPath: path, libraryBytes, freeBytes } = machine;
  const free = `${bytes(freeBytes)} free`;
  return [
    readOnly === null
      ? { name: 'Library', state: 'ok', text: `${path}, ${bytes(libraryBytes)}` }
      : { name: 'Library', state: 'problem', text: `${path}, ${bytes(libraryBytes)}. ${readOnly}` },
    freeBytes < LEAST_FREE_BYTES
      ? { name: 'Disk', state: 'problem', text: `${free}: too little to record a study. Make room first.` }
      : { name: 'Disk', state: 'ok', text: free },
  ];
}

async function examine(options: GlobalOptions): Promise<Check[]> {
  const checks: Check[] = [
    { name: 'Node', state: 'ok', text: `${process.versions.node}, ${process.platform} ${process.arch}` },
    { name: 'Electron', state: 'note', text: electronLine() },
    { name: 'WebGL', state: 'note', text: webglLine(libraryPath(options.library)) },
  ];
  try {
    await withStudio(options, async (studio) => {
      const machine = await ask(studio, 'machine.check', {});
      checks.push(...engineChecks(machine), ...libraryChecks(machine, studio.readOnly?.banner ?? null));
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // The library is one matter and the engine another: what can be examined still is.
    const machine = await withTemporaryStudio((studio) => ask(studio, 'machine.check', {}));
    checks.push(...engineChecks(machine), { name: 'Library', state: 'problem', text: error.message });
  }
  return checks;
}

const MARKS = { ok: 'ok', note: '·', problem: '✗' } as const;

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('say what runs where and why; fails when the main job could not run')
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const checks = await examine(options);
      const problems = checks.filter(({ state }) => state === 'problem');
      process.exitCode = problems.length > 0 ? 1 : 0;
      if (options.json) return printJson({ ok: problems.length === 0, checks });
      print(
        tableOf(
          [{ head: '' }, { head: '' }, { head: '' }],
          checks.map(({ name, state, text }) => [MARKS[state], name, text]),
        ).trimStart(),
      );
      print(problems.length === 0 ? '\nEverything needed is there.' : '\nThe main job cannot run: see ✗ above.');
    });
}
