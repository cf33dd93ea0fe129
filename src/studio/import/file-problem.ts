import { UserError } from '../../shared/result.ts';

/** A file that cannot be taken, in one sentence that begins with its name. */
export function fileProblem(name: string, why: string): UserError {
  return new UserError('bad-input', `${name}: ${why}.`);
}

/** Numbers as messages write them: 1 000 000. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US').replaceAll(',', '\u2009');
}
