/** A set-up step that could not be done: what failed, and what to try. */
export class SetupFailure extends Error {
  /**
   * @param {string} message what failed
   * @param {string} remedy what the user can try
   */
  constructor(message, remedy) {
    super(message);
    this.name = 'SetupFailure';
    this.remedy = remedy;
  }
}

/** @param {unknown} error */
export function reasonOf(error) {
  return error instanceof Error ? error.message : String(error);
}
