import { keepPointFile, type PointFile } from '../../shared/flow/point-file.ts';
import type { PointFileInfo } from '../../shared/model/own-data.ts';
import type { DataResults } from '../../shared/protocol/data.ts';
import { UserError } from '../../shared/result.ts';
import { pointFileFromBytes } from '../import/point-file.ts';
import type { StudioContext } from '../studio-context.ts';
import type { Handler } from './handler.ts';

export const dataHandlers: { readonly [K in keyof DataResults]: Handler<K> } = {
  'data.import': ({ context }, { name, bytes, third, whole }) =>
    keepFile(context, pointFileFromBytes(bytes, name, third, whole)),
  'data.list': ({ context }) => context.store.pointFiles.list(),
  'data.read': ({ context }, { hash }) => {
    const file = context.store.pointFiles.read(hash);
    if (file === null) throw missing(hash);
    return file;
  },
  'data.delete': ({ context }, { hash }) => {
    const { pointFiles } = context.store;
    context.store.atomically(() => {
      const info = pointFiles.info(hash);
      if (info === null) throw missing(hash);
      if (info.runs > 0) {
        const runs = info.runs === 1 ? 'a run' : `${info.runs} runs`;
        const words = `${info.name} is used by ${runs} of this library, so it stays. Deleted runs count until the trash is emptied.`;
        throw new UserError('wrong-state', words);
      }
      pointFiles.remove(hash);
    });
    return null;
  },
};

const missing = (hash: string) =>
  new UserError('not-found', `There are no points ${hash.slice(0, 12)}… in this library.`);

/** Stores a file unless its content is there already, and tells what is in it. */
export function keepFile({ store }: StudioContext, file: PointFile): PointFileInfo {
  keepPointFile(file);
  return store.atomically(() => {
    store.pointFiles.write(file, Date.now());
    const info = store.pointFiles.info(file.hash);
    if (info === null) throw new Error('What was just written can be read.');
    return info;
  });
}
