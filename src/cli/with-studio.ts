import type { Reply } from '../shared/result.ts';
import { UserError } from '../shared/result.ts';
import type { StudioCommandName, StudioInput, StudioResults } from '../shared/studio-protocol.ts';
import { libraryPath } from '../studio/library-path.ts';
import { openStudio, type Studio } from '../studio/studio.ts';
import type { GlobalOptions } from './options.ts';
import { tell } from './terminal.ts';

/** The value of a reply; a failure becomes the error that the entry prints. */
export function unwrap<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw new UserError(reply.error.code, reply.error.message);
}

export async function ask<K extends StudioCommandName>(
  studio: Studio,
  command: K,
  input: StudioInput<K>,
): Promise<StudioResults[K]> {
  return unwrap(await studio.call(command, input));
}

type StudioOptions = GlobalOptions & { readonly atOnce?: number };

/** Opens the library, tells what it has to say on stderr, and closes it whatever happens. */
export async function withStudio<T>(options: StudioOptions, work: (studio: Studio) => Promise<T>): Promise<T> {
  return opened(options, async (studio) => {
    if (studio.readOnly !== null) tell(studio.readOnly.banner);
    return work(studio);
  });
}

/** For work whose point is a change: refused in one sentence, before it begins, where the library can only be read. */
export async function withWritableStudio<T>(options: StudioOptions, work: (studio: Studio) => Promise<T>): Promise<T> {
  return opened(options, async (studio) => {
    if (studio.readOnly !== null) throw new UserError('read-only', studio.readOnly.refusal);
    return work(studio);
  });
}

async function opened<T>({ library, atOnce }: StudioOptions, work: (studio: Studio) => Promise<T>): Promise<T> {
  if (library === '') throw new UserError('bad-input', '--library: must name a folder.');
  const studio = await openStudio({
    library: libraryPath(library),
    ...(atOnce === undefined ? {} : { concurrency: atOnce }),
  });
  const unsubscribe = studio.subscribe((event) => {
    if (event.kind === 'notice') tell(event.message);
  });
  try {
    return await work(studio);
  } finally {
    unsubscribe();
    await studio.close();
  }
}
