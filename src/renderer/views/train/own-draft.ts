/** The form with points of the user's own as data or source. */
import { defaultDataSize, type PointFileInfo } from '../../../shared/model/own-data.ts';
import { type Draft, withData, withSource } from './draft.ts';
import { parseTypedNumber, typedNumber } from './typed-number.ts';

/** Learns a file: all of its points, in batches that are not larger, told its own column where it has one. */
export function withOwnData(draft: Draft, file: PointFileInfo): Draft {
  const next = withData(draft, 'file');
  const size = defaultDataSize(file);
  const batch = Math.min(parseTypedNumber(next.batch) ?? size, size);
  return {
    ...next,
    dataFile: file.hash,
    dataSize: typedNumber(size),
    batch: typedNumber(batch),
    continuous: file.hasColumn ? 'column' : draft.continuous === 'column' ? 'radius' : draft.continuous,
  };
}

export function withOwnSource(draft: Draft, file: PointFileInfo): Draft {
  return { ...withSource(draft, 'file'), sourceFile: file.hash };
}
