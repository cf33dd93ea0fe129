import type { RunId } from '../../shared/model/records.ts';

export type ImportRequest = {
  /** What the user calls the file. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The run whose settings weights take that bring none. */
  readonly like: RunId | null;
};
