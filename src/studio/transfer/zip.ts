/** Zip archives: written whole, read with every size checked before anything is unpacked. */
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { UserError } from '../../shared/result.ts';

/** Unpacked bytes that an archive may declare in all, and files in it. */
export const ARCHIVE_LIMITS = { bytes: 2 ** 31 - 1, files: 100_000, ratio: 1032 } as const;

/** A fixed date, so that the same runs make the same bytes. */
const DATE = new Date('1990-01-01T00:00:00');

export type ArchiveFile = { readonly path: string; readonly bytes: Uint8Array };

/** Numbers hardly shrink, so they are only stored; text is compressed. */
export function zipOf(files: readonly ArchiveFile[]): Uint8Array {
  const entries: Zippable = {};
  for (const { path, bytes } of files) {
    entries[path] = [bytes, { level: /\.(npy|safetensors|onnx)$/.test(path) ? 0 : 6, mtime: DATE }];
  }
  return zipSync(entries);
}

const STORED = 0;
const DEFLATED = 8;

const refuse = (name: string, why: string) =>
  new UserError('bad-input', `${name} was not imported: ${why}. The library is unchanged.`);

/**
 * Unpacks the files that `wanted` accepts. Memory is bounded by the sizes the archive declares, which are checked first:
 * in all, and each against what its packed bytes could ever hold. Throws a `UserError` for anything else than an archive.
 */
export function unzipChecked(
  name: string,
  bytes: Uint8Array,
  wanted: (path: string) => boolean,
  mostBytes: number = ARCHIVE_LIMITS.bytes,
): ReadonlyMap<string, Uint8Array> {
  let total = 0;
  let count = 0;
  const seen = new Set<string>();
  const declared = new Map<string, number>();
  const take = ({ name: path, size, originalSize, compression }: UnzipEntry): boolean => {
    count++;
    total += originalSize;
    if (count > ARCHIVE_LIMITS.files) throw refuse(name, `it holds more than ${ARCHIVE_LIMITS.files} files`);
    if (!isPlainPath(path)) throw refuse(name, `it holds a file with the unsafe name “${path.slice(0, 80)}”`);
    if (seen.has(path)) throw refuse(name, `it holds “${path.slice(0, 80)}” twice`);
    seen.add(path);
    if (compression !== STORED && compression !== DEFLATED) throw refuse(name, 'it is packed in an unknown way');
    if (originalSize > size * ARCHIVE_LIMITS.ratio + 1024 || (compression === STORED && originalSize !== size)) {
      throw refuse(
        name,
        `“${path.slice(0, 80)}” declares ${originalSize} bytes but holds ${size}, which cannot be true`,
      );
    }
    if (total > ARCHIVE_LIMITS.bytes) throw refuse(name, 'unpacked it would take more than 2 GB');

    if (!wanted(path)) return false;
    if (originalSize > mostBytes) throw refuse(name, `“${path}” is larger than ${mostBytes / 2 ** 20} MB`);
    declared.set(path, originalSize);
    return true;
  };
  const files = unpack(name, bytes, take);
  for (const [path, size] of declared) {
    if (files[path]?.length !== size) throw refuse(name, `“${path}” is not as long as it declares, so it is damaged`);
  }
  return new Map(Object.entries(files));
}

type UnzipEntry = {
  readonly name: string;
  readonly size: number;
  readonly originalSize: number;
  readonly compression: number;
};

function unpack(name: string, bytes: Uint8Array, filter: (entry: UnzipEntry) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw refuse(name, 'it is no complete zip archive; it may be cut off or damaged');
  }
}

/** Relative, with forward slashes, and leading nowhere else. */
function isPlainPath(path: string): boolean {
  if (path === '' || path.length > 255 || /^[/\\]|[\\:\0]/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
