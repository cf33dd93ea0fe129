/** What kind of file this is, by its first bytes, and who reads it. */
import type { ImportedRuns } from '../../shared/protocol/transfer.ts';
import { UserError } from '../../shared/result.ts';
import type { StudioParts } from '../handlers/handler.ts';
import { importBundle } from './import-bundle.ts';
import type { ImportRequest } from './import-request.ts';
import { importWeights } from './import-weights.ts';

const ZIP = [0x50, 0x4b, 0x03, 0x04];

export async function importFile(parts: StudioParts, request: ImportRequest): Promise<ImportedRuns> {
  const { name, bytes } = request;
  if (bytes.length === 0) throw new UserError('bad-input', `${name} is empty. The library is unchanged.`);
  if (ZIP.every((byte, i) => bytes[i] === byte)) return importBundle(parts.context, name, bytes);
  // A safetensors file begins with the length of its header, and the header with a brace.
  if (bytes[8] === 0x7b || name.endsWith('.safetensors')) return importWeights(parts, request);
  throw new UserError(
    'bad-input',
    `${name} is neither a bundle of Streamline nor a safetensors file. The library is unchanged.`,
  );
}
