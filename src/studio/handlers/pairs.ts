import type { pairsInputs } from '../../shared/protocol/pairs.ts';
import { filesOf, requireFiles } from '../own-data.ts';
import { teacherOf } from '../teacher.ts';
import type { Handler } from './handler.ts';

export const PAIRS_HANDLERS: { readonly [K in keyof typeof pairsInputs]: Handler<K> } = {
  'pairs.preview': ({ context, sampling }, request) => {
    requireFiles(context.store, request.config);
    const files = filesOf(context.store, request.config, 'This pairing');
    return sampling.pairs({ request, files, teacher: teacherOf(context, request.config) });
  },
};
