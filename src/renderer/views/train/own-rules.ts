/** What can be wrong with points of the user's own in the form. */
import { datasetOf } from '../../../shared/flow/datasets.ts';
import type { Draft } from './draft.ts';
import { withModel } from './draft.ts';
import type { Finding } from './findings.ts';

/** The data of a draft as a configuration names it. */
export function dataSpecOf({ data, dataFile }: Pick<Draft, 'data' | 'dataFile'>) {
  return data === 'file' && dataFile !== null ? { name: data, file: dataFile } : { name: data };
}

export function ownFindings(draft: Draft): Finding[] {
  return [
    fileChosen(draft, 'data', draft.dataFile),
    fileChosen(draft, 'source', draft.sourceFile),
    columnThere(draft),
  ].filter((finding) => finding !== null);
}

function fileChosen(draft: Draft, role: 'data' | 'source', file: string | null): Finding | null {
  if (draft[role] !== 'file' || file !== null) return null;
  return { field: role, level: 'error', message: 'Choose a file, drop one, or draw.', repair: null };
}

function columnThere(draft: Draft): Finding | null {
  if (draft.model !== 'radius' || draft.continuous !== 'column') return null;
  if (datasetOf(dataSpecOf(draft)).hasColumn === true) return null;
  return {
    field: 'model',
    level: 'error',
    message: 'This data has no column of conditions.',
    repair: { label: 'Use the radius', apply: (now) => ({ ...withModel(now, 'radius'), continuous: 'radius' }) },
  };
}
