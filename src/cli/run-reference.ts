import { nearestName } from '../shared/flow/nearest-name.ts';
import type { RunSummary } from '../shared/model/records.ts';
import { UserError } from '../shared/result.ts';

const ambiguous = (what: string, text: string, found: readonly RunSummary[]) =>
  new UserError(
    'bad-input',
    `${text} ${what} ${found.length} runs (${found.map(({ id, name }) => `${id} ${name}`).join(', ')}). Give the id.`,
  );

/** The runs that words mean, each once; all are found before anything happens to the first. */
export function findRuns(runs: readonly RunSummary[], texts: readonly string[]): RunSummary[] {
  return [...new Set(texts.map((text) => findRun(runs, text)))];
}

/** The run that a word means: its id, its name if only one run has it, or the beginning of one id. */
export function findRun(runs: readonly RunSummary[], text: string): RunSummary {
  const byId = runs.find((run) => run.id === text);
  if (byId) return byId;
  const named = runs.filter((run) => run.name === text);
  if (named.length > 1) throw ambiguous('is the name of', text, named);
  const [byName] = named;
  if (byName) return byName;
  const begun = text === '' ? [] : runs.filter((run) => run.id.startsWith(text));
  if (begun.length > 1) throw ambiguous('begins the ids of', text, begun);
  const [byPrefix] = begun;
  if (byPrefix) return byPrefix;
  if (runs.length === 0) throw new UserError('not-found', `There is no run ${text}: this library holds no runs yet.`);
  const near = nearestName(
    text,
    runs.map((run) => run.name),
  );
  const hint = near === null ? 'The command runs lists them.' : `Did you mean ${near}?`;
  throw new UserError('not-found', `There is no run ${text} in this library. ${hint}`);
}
