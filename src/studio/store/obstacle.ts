/** Why a library cannot be written, and what is said about it. */
import { UserError } from '../../shared/result.ts';

/** `reason` ends "…cannot be written: ", `advice` is a sentence of its own. */
export type Obstacle = { readonly reason: string; readonly advice: string };

const ANOTHER =
  'move the library by the settings of the window, or choose another one with --library or STREAMLINE_LIBRARY';

export const FULL: Obstacle = { reason: 'its disk is full', advice: 'Free some space, then open it again.' };
const CHOSEN: Obstacle = {
  reason: 'STREAMLINE_READ_ONLY is set',
  advice: 'Start without it to train or to change something.',
};
const MOUNTED: Obstacle = {
  reason: 'its disk is mounted read-only',
  advice: `${ANOTHER.charAt(0).toUpperCase()}${ANOTHER.slice(1)}.`,
};
export const forbidden = (what: string): Obstacle => ({
  reason: `${what} does not allow writing`,
  advice: `Allow writing there, ${ANOTHER}.`,
});

/** Thrown where a library, there or not, cannot be written. */
export class NotWritable extends UserError {
  readonly obstacle: Obstacle;

  constructor(message: string, obstacle: Obstacle) {
    super('unavailable', message);
    this.name = 'NotWritable';
    this.obstacle = obstacle;
  }
}

/** The user wants to look only. */
export function chosenObstacle(): Obstacle | null {
  const value = process.env.STREAMLINE_READ_ONLY?.toLowerCase() ?? '';
  return ['', '0', 'false', 'no'].includes(value) ? null : CHOSEN;
}

/** What an error of the file system says about writing; null when it says something else. */
export function obstacleOfCode(code: string | undefined, what: string): Obstacle | null {
  if (code === 'EROFS') return MOUNTED;
  return code === 'EACCES' || code === 'EPERM' ? forbidden(what) : null;
}

/** Null for a failure that opening for reading alone would not help against. */
export function obstacleOfFailure(error: unknown): Obstacle | null {
  if (error instanceof NotWritable) return error.obstacle;
  return error instanceof UserError && error.code === 'disk-full' ? FULL : null;
}

const CANNOT = 'This library can be read but not written';

/** What stands in the window and on stderr as long as the library is open. */
export function readOnlyBanner({ reason, advice }: Obstacle): string {
  return `${CANNOT}: ${reason}. Its runs can be opened, compared and exported; trainings and changes are refused. ${advice}`;
}

/** The answer to whatever would write. */
export function readOnlyRefusal({ reason, advice }: Obstacle): string {
  return `${CANNOT}: ${reason}. Nothing was started or changed. ${advice}`;
}
