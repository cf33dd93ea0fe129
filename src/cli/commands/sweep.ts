import { type Command, Option } from 'commander';
import { MODELS, type ModelKind } from '../../shared/model/names.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { MOST_TRAININGS } from '../../shared/protocol/library.ts';
import { UserError } from '../../shared/result.ts';
import { MOST_SWEEP_RUNS, planSweep, type SweepAxis } from '../../shared/sweep/plan.ts';
import { suggestedName } from '../../studio/names.ts';
import type { Studio } from '../../studio/studio.ts';
import { parseNumber } from '../bad-input.ts';
import { follow } from '../follow.ts';
import { metricTable } from '../metric-table.ts';
import { choiceOption, type GlobalOptions } from '../options.ts';
import { exitCodeOf } from '../outcome.ts';
import { importFiles } from '../own-data.ts';
import { runListEntry } from '../run-list-entry.ts';
import { findRun } from '../run-reference.ts';
import { print, printJson, tell } from '../terminal.ts';
import { withTeacher } from '../train/teacher.ts';
import { type TrainOptions, trainConfig } from '../train-config.ts';
import { addTrainOptions, nameOf } from '../train-options.ts';
import { ask, withStudio, withWritableStudio } from '../with-studio.ts';

type SweepOptions = GlobalOptions &
  Omit<TrainOptions, 'model'> & {
    readonly model?: ModelKind;
    readonly set?: readonly SweepAxis[];
    readonly list?: boolean;
    readonly seeds?: number;
    readonly from?: string;
    readonly name?: string;
    readonly study?: string;
    readonly atOnce?: number;
    readonly dryRun?: boolean;
  };

/** `lr=1e-3,3e-4`; values that hold commas themselves are parted by semicolons: `data=ring:modes=5,std=.3;moons`. */
function axisOf(text: string, before: readonly SweepAxis[] = []): readonly SweepAxis[] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new UserError('bad-input', `--set ${text}: is not of the form setting=value,value.`);
  const values = text.slice(equals + 1).split(text.includes(';') ? ';' : ',');
  return [...before, { path: text.slice(0, equals).trim(), values: values.map((value) => value.trim()) }];
}

const countOf = (flag: string, most: number) => (text: string) => {
  const count = parseNumber(text);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new UserError('bad-input', `${flag} ${text}: must be a whole number from 1 to ${most}.`);
};

const HELP = `
Settings are named as in queries: lr, width, batch, coupling, optimizer.ema, data.modes … Every value goes with every
other (a grid); with --list the first values go together, then the second ones. Values with commas are parted by
semicolons: --set 'data=ring:modes=5,std=.3;moons'. --from takes the settings of a run that is there already.`;

export function addSweep(program: Command): void {
  const sweep = program
    .command('sweep')
    .description('train every combination of some settings and seeds as one group')
    .addOption(new Option('--set <setting=value,…>', 'a setting and its values; several times').argParser(axisOf))
    .option('--list', 'pair the values of the settings instead of making a grid')
    .addOption(
      new Option('--seeds <number>', 'trainings of each combination, with seeds counting up').argParser(
        countOf('--seeds', MOST_SWEEP_RUNS),
      ),
    )
    .option('--from <run>', 'start from the settings of this run')
    .addOption(new Option('--name <name>', 'beginning of the names').argParser(nameOf))
    .addOption(new Option('--study <name>', 'study that the runs join (default: one of their own)').argParser(nameOf))
    .addOption(
      new Option('--at-once <number>', 'trainings at once; they share the processor').argParser(
        countOf('--at-once', MOST_TRAININGS),
      ),
    )
    .option('--dry-run', 'say what would be trained, and train nothing')
    .addOption(choiceOption('--model', 'what the velocity depends on besides place and time', MODELS));
  addTrainOptions(sweep)
    .addHelpText('after', HELP)
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<SweepOptions>();
      const base = options.from === undefined ? baseConfig(options) : null;
      if (base !== null) planned(base, options);
      else refuseTrainOptions(command);
      const open = options.dryRun ? withStudio : withWritableStudio;
      await open(options, (studio) => run(studio, base, options));
    });
}

/** Checked before the library is opened: what is refused changes nothing. */
function planned(config: RunConfig, options: SweepOptions) {
  const { set = [], list = false, seeds = 1 } = options;
  return planSweep(options.name ?? suggestedName(config), { config, axes: set, shape: list ? 'list' : 'grid', seeds });
}

function baseConfig({ model, set, ...options }: SweepOptions): RunConfig {
  const swept = set?.find(({ path }) => path === 'model')?.values[0];
  const first = model ?? MODELS.find((name) => name === swept);
  if (first === undefined) {
    throw new UserError('bad-input', `--model: is missing; choose from ${MODELS.join(', ')}, or start --from a run.`);
  }
  return trainConfig({ ...options, model: first });
}

const OWN = ['set', 'list', 'seeds', 'from', 'name', 'study', 'atOnce', 'dryRun', 'json', 'library'];

/** The run's settings stand; what is to differ is given with --set. */
function refuseTrainOptions(command: Command): void {
  const given = Object.keys(command.opts()).find((name) => !OWN.includes(name));
  if (given === undefined) return;
  const flag = command.options.find((option) => option.attributeName() === given)?.long ?? given;
  throw new UserError('bad-input', `${flag} and --from do not go together: change a setting of the run with --set.`);
}

async function run(studio: Studio, base: RunConfig | null, options: SweepOptions): Promise<void> {
  const { set = [], list = false, seeds = 1, name = null, study = null } = options;
  const config =
    base === null
      ? findRun(await ask(studio, 'runs.list', {}), options.from ?? '').config
      : await withTeacher(studio, base);
  const plan = planned(config, options);
  if (options.dryRun) {
    if (options.json)
      printJson({ count: plan.runs.length, axes: plan.axes, names: plan.runs.map((each) => each.name) });
    else print(`${plan.runs.length} runs:\n${plan.runs.map((each) => `  ${each.name}`).join('\n')}`);
    return;
  }
  const axes = set.map(({ path, values }) => ({ path, values: [...values] }));
  const request = { config, axes, shape: list ? ('list' as const) : ('grid' as const), seeds, tags: [] };
  let sweepId = '';
  await importFiles(studio, config);
  const followed = await follow(studio, async () => {
    const started = await ask(studio, 'sweep.start', { ...request, name, study });
    sweepId = started.sweepId;
    tell(`Training ${started.runIds.length} runs.`);
    return started.runIds;
  });
  const { runs } = followed;
  const title = runs[0]?.studyName ?? null;
  if (options.json) printJson({ sweep: sweepId, study: title, axes: plan.axes, runs: runs.map(runListEntry) });
  else if (runs.length > 0) print(metricTable(runs));
  process.exitCode = exitCodeOf(runs, followed.stoppedByUser);
}
