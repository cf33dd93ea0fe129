/** What a developer needs to know about a fault, on the clipboard, for the user to read before sending. */
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { app, clipboard } from 'electron';
import { succeed } from '../../shared/result.ts';
import { impersonal, type LogFile } from '../log-file.ts';
import type { SettingsFile } from '../settings-file.ts';
import type { StudioProcess } from '../studio-process.ts';
import type { Handlers } from './handler.ts';

export type DiagnosticsContext = {
  readonly studio: StudioProcess;
  readonly settings: SettingsFile;
  readonly log: LogFile;
};

const LOG_LINES = 60;

export function diagnosticsHandlers({ studio, settings, log }: DiagnosticsContext): Handlers<'diagnostics.copy'> {
  return {
    'diagnostics.copy': async () => {
      const machine = await studio.call('machine.check', {});
      const { window: _place, ...chosen } = settings.current;
      const facts: [string, string][] = [
        ['Streamline', app.getVersion()],
        [
          'Electron',
          `${process.versions.electron}, Chromium ${process.versions.chrome}, Node ${process.versions.node}`,
        ],
        ['System', `${platform()} ${release()} ${arch()}`],
        ['Processor', `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 1e9)} GB memory`],
        ['Settings', JSON.stringify(chosen)],
        ...(machine.ok ? machineFacts(machine.value) : [['Studio', machine.error.message] as [string, string]]),
      ];
      const lines = facts.map(([name, value]) => `${name}: ${value}`);
      const text = impersonal([...lines, '', `Last ${LOG_LINES} lines of the log:`, ...log.tail(LOG_LINES)].join('\n'));
      await clipboard.writeText(text);
      return succeed(null);
    },
  };
}

type Machine = Extract<Awaited<ReturnType<typeof check>>, { ok: true }>['value'];
const check = (studio: StudioProcess) => studio.call('machine.check', {});

function machineFacts({ backend, backendProblem, stepsPerSecond, ...machine }: Machine): [string, string][] {
  const engine = backend ? `${backend.kind}, ${backend.version}, ${backend.device}. ${backend.why}` : backendProblem;
  return [
    ['Engine', engine ?? 'none'],
    ['Speed', stepsPerSecond === null ? 'not measured' : `${Math.round(stepsPerSecond)} steps a second`],
    ['Studio', `Node ${machine.nodeVersion}, SQLite ${machine.sqliteVersion}`],
    ['Library', `${machine.libraryBytes} bytes, ${machine.freeBytes} free`],
  ];
}
