/** The columns of the table of runs, beside the name and the chosen figure. */
import { settingText } from '../../../shared/comparison/setting-words.ts';
import { parameterCount } from '../../../shared/model/parameters.ts';
import type { RunSummary } from '../../../shared/model/records.ts';
import { duration, whole } from '../../format.ts';
import { dataLabel, evaluationCount, modelLabel, solverLabel, sourceLabel } from '../../state/run-words.ts';

export type Column = {
  readonly id: string;
  readonly label: string;
  /** Pixels. */
  readonly width: number;
  readonly number?: boolean;
  /** The key of queries that sorts by it; null: it cannot be sorted. */
  readonly key: string | null;
  /** Null for what has its own drawing: the loss curve, tags, state and time. */
  readonly text: ((run: RunSummary) => string) | null;
};

const hidden = ({ network }: RunSummary['config']) =>
  network.hidden.length > 0 ? network.hidden.join('-') : `${network.width} × ${network.depth}`;

export const COLUMNS: readonly Column[] = [
  { id: 'model', label: 'Model', width: 128, key: 'model', text: (run) => modelLabel(run.config) },
  { id: 'data', label: 'Data', width: 104, key: 'data', text: (run) => dataLabel(run.config) },
  { id: 'source', label: 'Source', width: 84, key: 'source', text: (run) => sourceLabel(run.config.source.name) },
  {
    id: 'coupling',
    label: 'Coupling',
    width: 108,
    key: 'coupling',
    text: (run) => settingText('coupling.kind', run.config.coupling.kind),
  },
  { id: 'path', label: 'Path', width: 96, key: 'path', text: (run) => settingText('path.kind', run.config.path.kind) },
  { id: 'network', label: 'Network', width: 76, key: 'width', text: (run) => hidden(run.config) },
  {
    id: 'lr',
    label: 'Learning rate',
    width: 84,
    number: true,
    key: 'lr',
    text: (run) => String(run.config.optimizer.learningRate),
  },
  { id: 'batch', label: 'Batch', width: 60, number: true, key: 'batch', text: (run) => whole(run.config.batch) },
  { id: 'seed', label: 'Seed', width: 52, number: true, key: 'seed', text: (run) => String(run.config.seed) },
  { id: 'steps', label: 'Steps', width: 72, number: true, key: 'step', text: (run) => whole(run.step) },
  {
    id: 'evaluations',
    label: 'Evaluations',
    width: 84,
    number: true,
    key: 'sampling.steps',
    text: ({ config }) =>
      config.sampling.solver === 'dopri5'
        ? 'adaptive'
        : whole(evaluationCount(config.sampling.solver, config.sampling.steps)),
  },
  { id: 'solver', label: 'Solver', width: 120, key: 'solver', text: (run) => solverLabel(run.config.sampling.solver) },
  {
    id: 'parameters',
    label: 'Parameters',
    width: 84,
    number: true,
    key: 'parameters',
    text: (run) => whole(run.parameterCount || parameterCount(run.config)),
  },
  {
    id: 'duration',
    label: 'Duration',
    width: 72,
    number: true,
    key: 'duration',
    text: (run) => (run.durationMs > 0 ? duration(run.durationMs) : '–'),
  },
  { id: 'study', label: 'Study', width: 132, key: 'study', text: (run) => run.studyName ?? '–' },
  { id: 'status', label: 'Status', width: 104, key: 'status', text: null },
  { id: 'loss', label: 'Loss', width: 92, key: 'loss', text: null },
  { id: 'tags', label: 'Tags', width: 132, key: null, text: null },
  { id: 'made', label: 'Made', width: 104, number: true, key: 'created', text: null },
];

export const FIRST_COLUMNS: readonly string[] = ['model', 'coupling', 'network', 'status', 'loss', 'tags', 'made'];

/** Columns that fit beside the name and the figure; those of the least use go first. */
const LEAST_FIRST = ['status', 'model', 'loss', 'network', 'coupling'];

export function fitting(chosen: readonly Column[], width: number): readonly Column[] {
  let shown = chosen;
  const need = () => shown.reduce((sum, column) => sum + column.width, 0);
  for (const id of LEAST_FIRST) {
    if (need() <= width) break;
    shown = shown.filter((column) => column.id !== id);
  }
  return shown;
}
