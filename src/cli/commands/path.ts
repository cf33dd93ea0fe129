import { type Command, Option } from 'commander';
import { formatPath, parsePath, scheduleAt } from '../../shared/flow/path.ts';
import { conditionalScore, pathPoint, type Schedule } from '../../shared/flow/schedule.ts';
import { SOURCE_ABOUT } from '../../shared/model/about.ts';
import { PATHS, SOURCES, type SourceName } from '../../shared/model/names.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { pathSuitsSource } from '../../shared/model/training-problem.ts';
import { UserError } from '../../shared/result.ts';
import { parseNumber } from '../bad-input.ts';
import { figure } from '../format.ts';
import { choiceOption, type GlobalOptions } from '../options.ts';
import { print, printJson, tableOf } from '../terminal.ts';
import { section } from '../train/choices-help.ts';
import { addPathParams, pathHelp, withPathParams } from '../train/path.ts';

type PathCommandOptions = GlobalOptions & {
  readonly t: number;
  readonly x0: readonly number[];
  readonly x1: readonly number[];
  readonly source?: SourceName;
};

/** `path --json`: others script against it. */
type PathResult = Schedule & {
  readonly xt: readonly number[];
  readonly dxt: readonly number[];
  /** ∇ log p_t(xt | x1): only for a Gaussian source, and where there is noise left. */
  readonly score?: readonly number[];
};

/** Noise below this is none: cos(π/2) is not quite 0. */
const LEAST_SIGMA = 1e-9;

function timeOf(text: string): number {
  const t = parseNumber(text);
  if (t >= 0 && t <= 1) return t;
  throw new UserError('bad-input', `--t ${text}: must be a number from 0 to 1.`);
}

const pointOf = (flag: string) => (text: string) => {
  const point = text.split(',').map(parseNumber);
  if (point.every(Number.isFinite)) return point;
  throw new UserError('bad-input', `${flag} ${text}: must be numbers with commas between them, like 1,-0.5.`);
};

/** Weights, place, velocity and score of one pair at one time. */
export function pathResult(
  path: RunConfig['path'],
  { t, x0, x1, source = 'gaussian' }: Pick<PathCommandOptions, 't' | 'x0' | 'x1' | 'source'>,
): PathResult {
  if (x0.length !== x1.length) {
    throw new UserError(
      'bad-input',
      `--x0 has ${x0.length} and --x1 has ${x1.length} numbers, but both are points of one space.`,
    );
  }
  const problem = pathSuitsSource({ path, source: { name: source, params: {} } });
  if (problem !== null) throw new UserError('bad-input', problem);
  const schedule = scheduleAt(path, t);
  const { xt, dxt } = pathPoint(schedule, x0, x1);
  const result = { ...schedule, xt, dxt };
  if (source !== 'gaussian' || schedule.sigmaT < LEAST_SIGMA) return result;
  return { ...result, score: conditionalScore(schedule, xt, x1) };
}

function rowsOf({ alphaT, sigmaT, dAlphaT, dSigmaT, xt, dxt, score }: PathResult): [string, string][] {
  const point = (values: readonly number[]) => values.map(figure).join(', ');
  return [
    ['alpha, sigma', `${figure(alphaT)}, ${figure(sigmaT)}`],
    ['their derivatives', `${figure(dAlphaT)}, ${figure(dSigmaT)}`],
    ['place xt', point(xt)],
    ['velocity dxt', point(dxt)],
    ...(score === undefined ? [] : [['score', point(score)] as [string, string]]),
  ];
}

export function addPath(program: Command): void {
  const command = program
    .command('path')
    .description('where a pair of points is on a path at a time, its velocity and its score')
    .argument('<kind>', `${PATHS.join(', ')}; parameters after a colon or as options`)
    .addOption(new Option('--t <number>', 'time from 0 (noise) to 1 (data)').argParser(timeOf).makeOptionMandatory())
    .addOption(
      new Option('--x0 <a,b,…>', 'point of the source, of any dimension')
        .argParser(pointOf('--x0'))
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--x1 <c,d,…>', 'point of the data, of the same').argParser(pointOf('--x1')).makeOptionMandatory(),
    )
    .addOption(choiceOption('--source', 'what x0 is drawn from: the score needs a gaussian (default)', SOURCES));
  addPathParams(command, '')
    .addHelpText('after', `${pathHelp()}\n${section('Sources', SOURCE_ABOUT)}`)
    .action((text: string, _options: object, self: Command) => {
      const options = self.optsWithGlobals<PathCommandOptions>();
      const { kind, params } = parsePath(text, 'path');
      const path = withPathParams({ kind, params: { ...params } }, self.opts(), '');
      const result = pathResult(path, options);
      if (options.json) return printJson(result);
      print(`The ${formatPath(path)} path at t = ${options.t}`);
      print(tableOf([{ head: '' }, { head: '' }], rowsOf(result)).trimStart());
    });
}
