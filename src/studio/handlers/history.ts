import type { HistoryResults } from '../../shared/protocol/history.ts';
import { visibleRun } from '../studio-context.ts';
import type { Handler } from './handler.ts';

export const HISTORY_HANDLERS: { readonly [K in keyof HistoryResults]: Handler<K> } = {
  'runs.history': ({ context }, { id }) => {
    visibleRun(context, id);
    return context.store.events.ofRun(id).map(({ at, kind, detail }) => ({ at, kind, detail }));
  },
};
