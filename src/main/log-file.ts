/** What happened, for looking back after a fault: a file that turns over, without names, notes or paths of the user. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir, hostname, userInfo } from 'node:os';
import { dirname } from 'node:path';
import type { WindowEvent } from '../shared/ipc.ts';

const MOST_BYTES = 512 * 1024;
/** Older files kept beside the present one. */
const KEPT = 3;

export class LogFile {
  readonly #path: string;
  readonly #now: () => Date;
  #broken = false;

  constructor(path: string, now: () => Date = () => new Date()) {
    this.#path = path;
    this.#now = now;
  }

  write(what: string): void {
    if (this.#broken) return;
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      this.#turnOver();
      appendFileSync(this.#path, `${this.#now().toISOString()} ${impersonal(what).replaceAll(/\s*\n\s*/g, ' ⏎ ')}\n`);
    } catch (error) {
      // A log that cannot be written must not keep anything from working.
      this.#broken = true;
      console.error('The log cannot be written:', error);
    }
  }

  /** The last lines, oldest first. */
  tail(lines: number): string[] {
    if (!existsSync(this.#path)) return [];
    return readFileSync(this.#path, 'utf8').trimEnd().split('\n').slice(-lines);
  }

  #turnOver(): void {
    if ((statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0) < MOST_BYTES) return;
    const older = (k: number) => `${this.#path}.${k}`;
    rmSync(older(KEPT), { force: true });
    for (let k = KEPT - 1; k >= 1; k--) if (existsSync(older(k))) renameSync(older(k), older(k + 1));
    renameSync(this.#path, older(1));
  }
}

const QUOTED_PATH = /(["'])(?:[A-Za-z]:)?[\\/][^"'\n]*[\\/]([^"'\\/\n]+)\1/g;
const PLAIN_PATH = /(?<![\w:/])(?:[A-Za-z]:)?[\\/](?:home|Users|media|mnt|tmp|var|private)[\\/][^\s"']*/g;

/** Paths below a home folder, the user's name and the machine's are taken out. */
export function impersonal(text: string): string {
  const names = [homedir(), userName(), hostname()].filter((name) => name.length > 2 && name !== 'root');
  return names
    .reduce((rest, name) => rest.replaceAll(name, name === homedir() ? '~' : '…'), text)
    .replaceAll(QUOTED_PATH, '$1…/$2$1')
    .replaceAll(PLAIN_PATH, '…');
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user without an entry in the system's list has no name to hide.
    return '';
  }
}

/** One line for what is worth remembering; null for the rest. Runs are told by id: their names are the user's. */
export function logLine(event: WindowEvent): string | null {
  switch (event.kind) {
    case 'run':
      return `run ${event.run.id} ${event.run.status} at step ${event.run.step}`;
    case 'engine':
      return `engine ${event.state}${event.backend ? ` (${event.backend.kind}, ${event.backend.version}, ${event.backend.device})` : ''}`;
    case 'studio':
      return `studio ${event.state}`;
    case 'notice':
      return event.level === 'info' ? null : `notice ${event.level}`;
    default:
      return null;
  }
}
