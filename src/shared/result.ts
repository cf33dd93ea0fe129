/** Why an expected failure happened. A programming error is thrown instead. */
export type FailureCode =
  | 'bad-input'
  | 'not-found'
  | 'wrong-state'
  | 'engine-gone'
  | 'engine-failed'
  | 'disk-full'
  | 'library-locked'
  | 'read-only'
  | 'library-newer'
  | 'library-damaged'
  | 'unavailable';

/** `message` is one plain sentence for the user: what happened, what was kept, what to do. */
export type Failure = { readonly code: FailureCode; readonly message: string };

/** What crosses a process boundary as the answer to a request. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

export function succeed<T>(value: T): Reply<T> {
  return { ok: true, value };
}

export function fail(code: FailureCode, message: string): { ok: false; error: Failure } {
  return { ok: false, error: { code, message } };
}

/** An expected failure on its way up inside one process; the door turns it into a `Reply`. */
export class UserError extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.name = 'UserError';
    this.code = code;
  }
}
