import { Argument, type Command } from 'commander';
import { UserError } from '../../shared/result.ts';
import { studyRunOf } from '../../shared/studies/match.ts';
import { ownBase, STUDIES, TABLES } from '../../shared/studies/studies.ts';
import { STUDY_NAMES, type Study, type StudyName } from '../../shared/studies/study.ts';
import { oneOf } from '../bad-input.ts';
import { follow, INTERRUPTED } from '../follow.ts';
import { addBaseOptions, type BaseOptions, baseOf, type GlobalOptions, numberOption } from '../options.ts';
import { exitCodeOf } from '../outcome.ts';
import { runListEntry } from '../run-list-entry.ts';
import { printFiveMinutes, printPaths } from '../study/computed.ts';
import { studyFigures } from '../study/study-figures.ts';
import { studyTable } from '../study/study-table.ts';
import { trainTable } from '../study/table.ts';
import { tableText } from '../study/table-result.ts';
import { print, printJson } from '../terminal.ts';
import { ask, withWritableStudio } from '../with-studio.ts';

type StudyOptions = GlobalOptions &
  BaseOptions & {
    readonly seed?: number;
    readonly seeds?: number;
    readonly maxSteps?: number;
    readonly steps?: number;
    readonly table?: boolean;
    readonly n?: number;
  };

const LAST_SEED = 2_147_483_647;

const HELP = `
Studies:
${STUDY_NAMES.map((name) => `  ${name.padEnd(15)} ${STUDIES[name].about}`).join('\n')}

With --json: a list of runs as \`runs --json\` gives it; with --seeds an object
  {study, base, seeds: [...], maxSteps, runs: [...], figures: [{run, metric, mean, std, seeds, values, n, floor,
   expected: {mean, std, seeds, source} | null, verdict: "within" | "better" | "outside" | "no-band" | null}]}
With --table --json: {study, citation, publishedSeeds, n, seeds, steps, publishedSteps, complete, cells: [{run, title,
   figure, n, seeds, values, mean, std, floor, published: {mean, std} | null, verdict}]}
five-minutes and paths are computed: {study, …, steps: [{step, t, xt, dxt, euler}]} and {study, …, paths: [{path, t,
   alphaT, sigmaT, dAlphaT, dSigmaT, xt, dxt}]}`;

export function addStudy(program: Command): void {
  const study = program
    .command('study')
    .description('run a study: its trainings one after the other, then its figures beside floors and expectations')
    .addArgument(new Argument('<study>', 'which study').choices(STUDY_NAMES).argParser(oneOf('study', STUDY_NAMES)))
    .addOption(numberOption('seed', { about: 'seed of every random number, the first of several (default: 1)' }))
    .addOption(numberOption('seeds', { about: 'how many seeds; figures become mean ± std over them (default: 1)' }))
    .addOption(
      numberOption('steps', { flag: '--max-steps', about: 'train no model longer than this; for a quick look' }),
    )
    .addOption(numberOption('steps', { about: 'the same as --max-steps' }))
    .option('--table', 'c2ot: train the published table again and print ours beside it; goes on where it was left')
    .addOption(numberOption('tablePoints', { about: 'points that a table is measured with (default: as published)' }));
  addBaseOptions(study)
    .addHelpText('after', HELP)
    .action(async (name: StudyName, _options: object, command: Command) => {
      const options = command.optsWithGlobals<StudyOptions>();
      const chosen = STUDIES[name];
      if (name === 'five-minutes' || name === 'paths') {
        refuseTrainingOptions(name, command);
        if (name === 'paths') printPaths(options.json ?? false);
        else printFiveMinutes(options.json ?? false);
        return;
      }
      await (tableFor(chosen, options) ? trainPublished(chosen, options) : trainStudy(chosen, options));
    });
}

const TRAINING_OPTIONS = ['seed', 'seeds', 'maxSteps', 'steps', 'table', 'n', 'base', 'source'] as const;

function refuseTrainingOptions(name: StudyName, command: Command): void {
  const given = TRAINING_OPTIONS.find((option) => command.getOptionValue(option) !== undefined);
  if (given === undefined) return;
  const flag = `--${given.replace('S', '-s')}`;
  throw new UserError('bad-input', `${flag}: the study ${name} is computed, so it has no seed, source or length.`);
}

function baseFor(study: Study, options: BaseOptions) {
  const given = options.base !== undefined || options.source !== undefined;
  const base = given ? baseOf(options) : ownBase(study);
  if (study.bases.includes(base)) return base;
  const choices = study.bases.join(', ');
  throw new UserError(
    'bad-input',
    `--base ${base}: the study ${study.id} does not start from it; choose from ${choices}.`,
  );
}

/** sf2m is a table and nothing else; c2ot is one when asked for. */
function tableFor(study: Study, options: StudyOptions): boolean {
  const table = TABLES[study.id];
  if (options.table && !table) {
    const names = Object.keys(TABLES).join(' and ');
    throw new UserError('bad-input', `--table: the study ${study.id} has no published table; ${names} have one.`);
  }
  const asked = options.table === true || study.id === 'sf2m';
  if (!asked && options.n !== undefined) {
    throw new UserError('bad-input', `--n ${options.n}: it sets the points of a table, so it needs --table.`);
  }
  return asked;
}

function seedsOf(options: StudyOptions): number[] {
  const [from, count] = [options.seed ?? 1, options.seeds ?? 1];
  if (from + count - 1 > LAST_SEED) {
    throw new UserError('bad-input', `--seeds ${count}: from seed ${from} on there are only ${LAST_SEED - from + 1}.`);
  }
  return Array.from({ length: count }, (_, k) => from + k);
}

function maxStepsOf({ maxSteps, steps }: StudyOptions): number | null {
  if (maxSteps !== undefined && steps !== undefined && maxSteps !== steps) {
    throw new UserError(
      'bad-input',
      `--max-steps ${maxSteps} and --steps ${steps} are the same setting: give one of them.`,
    );
  }
  return maxSteps ?? steps ?? null;
}

async function trainPublished(study: Study, options: StudyOptions): Promise<void> {
  const table = TABLES[study.id];
  if (!table) return;
  baseFor(study, options);
  const order = { study, table, seeds: seedsOf(options), steps: maxStepsOf(options), n: options.n ?? table.n };
  const { result, stoppedByUser } = await withWritableStudio(options, (studio) => trainTable(studio, order));
  if (options.json) printJson(result);
  else print(tableText(result, table));
  process.exitCode = stoppedByUser ? INTERRUPTED : result.complete ? 0 : 1;
}

async function trainStudy(study: Study, options: StudyOptions): Promise<void> {
  const base = baseFor(study, options);
  const seeds = seedsOf(options);
  const maxSteps = maxStepsOf(options);
  const { runs, stoppedByUser } = await withWritableStudio(options, (studio) =>
    follow(studio, async () => {
      const ids: string[] = [];
      for (const seed of seeds) {
        ids.push(...(await ask(studio, 'study.start', { preset: study.id, base, seed, maxSteps })).runIds);
      }
      return ids;
    }),
  );
  const figures = studyFigures(study, runs);
  if (options.json) printJson(options.seeds === undefined ? runs.map(runListEntry) : summary());
  else if (runs.length > 0) print(studyTable(figures, nameOf));
  process.exitCode = exitCodeOf(runs, stoppedByUser);

  /** A single seed's runs by their names in the library, several by their key. */
  function nameOf(key: string): string {
    const own = seeds.length === 1 ? runs.find((run) => studyRunOf(study, run)?.key === key) : undefined;
    return own?.name ?? key;
  }

  function summary() {
    return { study: study.id, base, seeds, maxSteps, runs: runs.map(runListEntry), figures };
  }
}
