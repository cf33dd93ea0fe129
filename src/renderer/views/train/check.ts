import { fieldProblem, NUMBER_FIELDS, type NumberFieldName } from '../../../shared/model/fields.ts';
import { defaultSnapshotEvery } from '../../../shared/model/presets.ts';
import { type RunConfig, stepsPerEpoch } from '../../../shared/model/run-config.ts';
import { freeName } from '../../state/free-name.ts';
import { couplingFindings } from './coupling-rules.ts';
import type { Draft } from './draft.ts';
import type { DraftValues } from './draft-values.ts';
import type { FieldKey, Finding } from './findings.ts';
import { dataSpecOf, ownFindings } from './own-rules.ts';
import { readPairing } from './pairing-values.ts';
import { readDataParams, readSourceParams } from './param-values.ts';
import { crossFieldFindings } from './rules.ts';
import { parseSeeds } from './seeds.ts';
import { remainingProblem, settingFindings } from './setting-rules.ts';
import { readSettings } from './settings-values.ts';
import { runNames } from './suggest-name.ts';
import { parseTypedNumber, typedNumber } from './typed-number.ts';

export type DraftCheck = {
  readonly findings: readonly Finding[];
  /** Null while the length cannot be read. */
  readonly steps: number | null;
  /** Steps of one pass over the data; null while that cannot be read. */
  readonly perEpoch: number | null;
  /** One configuration a seed; null while an error stands. */
  readonly configs: readonly RunConfig[] | null;
};

type Report = (field: FieldKey, message: string) => void;

/**
 * Reads the form: every problem with its field, and the runs it describes when there is none. `taken`: names of the runs
 * that are there.
 */
export function checkDraft(draft: Draft, taken: readonly string[] = [], snapshots?: number): DraftCheck {
  const findings: Finding[] = [];
  const error: Report = (field, message) => {
    findings.push({ field, level: 'error', message, repair: null });
  };
  if (draft.name !== null && draft.name.trim() === '') error('name', 'Enter a name.');
  if (draft.name !== null && draft.name.trim().length > 80) error('name', 'Enter at most 80 characters.');
  const params = readDataParams(draft, error);
  const number = (field: Exclude<FieldKey & NumberFieldName, 'length'>, text: string): number | null =>
    readNumber(field, field, text, error);
  const dataSize = number('dataSize', draft.dataSize);
  const batch = number('batch', draft.batch);
  const perEpoch = dataSize === null || batch === null ? null : stepsPerEpoch({ dataSize, batch });
  const steps = readSteps(draft, perEpoch, error);
  const seeds = parseSeeds(draft.seeds);
  if (!seeds.ok) error('seeds', seeds.message);
  const values = {
    params,
    sourceParams: readSourceParams(draft, error),
    dataSize,
    batch,
    steps,
    width: number('width', draft.width),
    depth: number('depth', draft.depth),
    learningRate: number('learningRate', draft.learningRate),
    weightDecay: number('weightDecay', draft.weightDecay),
    snapshotEvery:
      draft.snapshotEvery === null
        ? defaultSnapshotEvery(steps ?? 1, snapshots)
        : number('snapshotEvery', draft.snapshotEvery),
    checkpointEvery: number('checkpointEvery', draft.checkpointEvery),
    solverSteps: number('solverSteps', draft.solverSteps),
    samples: number('samples', draft.samples),
    seeds: seeds.ok ? seeds.seeds : null,
    coupling: readPairing(draft.coupling, draft.pairing, draft.base.coupling, error),
    settings: readSettings(draft, error),
  };
  findings.push(...ownFindings(draft));
  findings.push(...crossFieldFindings(draft, values), ...nameTaken(draft, values.seeds ?? [], taken));
  const configs = complete(values) ? configsOf(draft, values) : null;
  const first = configs?.[0];
  if (first) findings.push(...couplingFindings(first), ...settingFindings(draft, first));
  const hasError = () => findings.some((finding) => finding.level === 'error');
  const left = first && !hasError() ? remainingProblem(first) : null;
  if (left) findings.push(left);
  return { findings, steps, perEpoch, configs: hasError() ? null : configs };
}

type CompleteValues = { readonly [K in keyof DraftValues]: NonNullable<DraftValues[K]> };

function complete(values: DraftValues): values is CompleteValues {
  return Object.values(values).every((value) => value !== null);
}

function configsOf(draft: Draft, values: CompleteValues): RunConfig[] {
  const { base } = draft;
  return values.seeds.map((seed) => ({
    ...base,
    model: draft.model,
    data: { ...dataSpecOf(draft), params: { ...values.params } },
    dataSize: values.dataSize,
    freshData: draft.freshData,
    continuous: draft.continuous,
    source: {
      name: draft.source,
      params: { ...values.sourceParams },
      ...(draft.source === 'file' && draft.sourceFile !== null ? { file: draft.sourceFile } : {}),
    },
    path: values.settings.path,
    coupling: values.coupling,
    network: { ...base.network, ...values.settings.network, width: values.width, depth: values.depth },
    optimizer: {
      ...base.optimizer,
      ...values.settings.optimizer,
      learningRate: values.learningRate,
      weightDecay: values.weightDecay,
    },
    guidance: values.settings.guidance,
    batch: values.batch,
    steps: values.steps,
    seed,
    snapshotEvery: values.snapshotEvery,
    checkpointEvery: values.checkpointEvery,
    sampling: {
      ...base.sampling,
      ...values.settings.tolerances,
      solver: draft.solver,
      steps: values.solverSteps,
      samples: values.samples,
    },
  }));
}

function readNumber(field: FieldKey, name: NumberFieldName, text: string, error: Report): number | null {
  const value = parseTypedNumber(text);
  const problem = fieldProblem(name, value ?? Number.NaN);
  if (problem === null) return value;
  error(field, `Enter ${problem}.`);
  return null;
}

function readSteps(draft: Draft, perEpoch: number | null, error: Report): number | null {
  const length = readNumber('length', draft.lengthIn, draft.length, error);
  if (length === null || draft.lengthIn === 'steps') return length;
  if (perEpoch === null) return null;
  const most = NUMBER_FIELDS.steps.max;
  if (length * perEpoch <= most) return length * perEpoch;
  const epochs = typedNumber(Math.floor(most / perEpoch));
  error('length', `Enter at most ${epochs} epochs: a run has up to ${typedNumber(most)} steps.`);
  return null;
}

/** Every run has a name of its own. A suggested name is free by itself. */
function nameTaken(draft: Draft, seeds: readonly number[], taken: readonly string[]): Finding[] {
  const name = draft.name?.trim() ?? '';
  const double = runNames(name, seeds).find((each) => taken.includes(each));
  if (name === '' || double === undefined) return [];
  const free = freeName(name, taken);
  return [
    {
      field: 'name',
      level: 'error',
      message: `There is already a run named ${double}.`,
      repair: { label: `Use ${free}`, apply: (now) => ({ ...now, name: free }) },
    },
  ];
}
