/** Makes a switch over a union exhaustive: a new case without its branch does not compile. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value ${JSON.stringify(value)}`);
}
