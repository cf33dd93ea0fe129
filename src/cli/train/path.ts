import { type Command, Option } from 'commander';
import { parsePath, parsePathParam, pathParamFlag, pathProblem } from '../../shared/flow/path.ts';
import { type PathDefinition, SCHEDULES } from '../../shared/flow/schedule.ts';
import { PATHS } from '../../shared/model/names.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { UserError } from '../../shared/result.ts';

type Path = RunConfig['path'];

/** Every parameter that some path has. */
const PARAMS = [...new Set(PATHS.flatMap((kind) => Object.keys(SCHEDULES[kind].defaults)))];

const ownersOf = (param: string) => PATHS.filter((kind) => Object.hasOwn(SCHEDULES[kind].defaults, param));

/** One option a parameter, `--sigma-min` with an optional beginning such as `--path-sigma-min`. */
export function addPathParams(command: Command, beginning: string): Command {
  for (const param of PARAMS) {
    const flag = `--${beginning}${pathParamFlag(param)}`;
    command.addOption(
      new Option(`${flag} <number>`, `${pathParamFlag(param)} of the path: ${ownersOf(param).join(', ')}`),
    );
  }
  return command;
}

export function addPathOptions(command: Command): Command {
  command.addOption(
    new Option('--path <kind:key=value,…>', `how noise becomes data (default: linear; one of: ${PATHS.join(', ')})`),
  );
  return addPathParams(command, 'path-');
}

/** The path with the parameters given as options of their own. */
export function withPathParams(path: Path, options: Readonly<Record<string, unknown>>, beginning: string): Path {
  const params: Record<string, number> = { ...path.params };
  for (const param of PARAMS) {
    const key =
      beginning === '' ? param : `${beginning.replace('-', '')}${param.charAt(0).toUpperCase()}${param.slice(1)}`;
    const value = options[key];
    if (typeof value !== 'string') continue;
    const flag = `--${beginning}${pathParamFlag(param)}`;
    const [name, number] = parsePathParam(path.kind, param, value, `${flag} ${value}`);
    params[name] = number;
  }
  const changed = { kind: path.kind, params };
  const problem = pathProblem(changed);
  if (problem !== null) throw new UserError('bad-input', `The ${path.kind} path: ${problem}.`);
  return changed;
}

export type PathOptions = { readonly path?: string };

export function pathOf(options: PathOptions): Path {
  const { kind, params } = parsePath(options.path ?? 'linear');
  return withPathParams({ kind, params: { ...params } }, options as Readonly<Record<string, unknown>>, 'path-');
}

/** Every path with its parameters and their defaults, for help. */
export function pathHelp(): string {
  const lines = PATHS.map((kind) => {
    const { about, defaults, gaussianOnly }: PathDefinition = SCHEDULES[kind];
    const params = Object.entries(defaults).map(([key, value]) => `${pathParamFlag(key)}=${value}`);
    const more = [...(gaussianOnly ? ['gaussian source only'] : []), ...params].join(', ');
    return `  ${kind.padEnd(21)}${about}${more === '' ? '' : `\n  ${''.padEnd(21)}${more}`}`;
  });
  return `\nPaths and the defaults of their parameters:\n${lines.join('\n')}`;
}
