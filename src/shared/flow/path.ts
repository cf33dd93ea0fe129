/** Paths as configurations and the command line write them: `KIND[:key=value,…]`. */
import { PATHS, type PathKind } from '../model/names.ts';
import { UserError } from '../result.ts';
import { nearestName } from './nearest-name.ts';
import { type PathParams, type PathRange, SCHEDULES, type Schedule } from './schedule.ts';

export type PathSpec = { readonly kind: PathKind; readonly params: PathParams };

/** Every parameter of the path: those given, and the defaults of the others. */
export function pathParams({ kind, params }: PathSpec): PathParams {
  return { ...SCHEDULES[kind].defaults, ...params };
}

/** Weights and their derivatives at t, defaults filled in. */
export function scheduleAt(path: PathSpec, t: number): Schedule {
  return SCHEDULES[path.kind].at(t, pathParams(path));
}

/**
 * Factor s of the source where sampling begins: x(0) = s·x0. On every path but one the particles begin as the source
 * itself, s = 1. The variance exploding path never leaves the data: at t = 0 it is the data blurred by σmax, which
 * N(0, σmax²·I) stands for, so s = σmax. (The diffusion path begins at exp(−T/2)·x1 + √(1 − exp(−T))·x0, which is the
 * source to 1 % with its defaults; parameters that leave more of the data are refused.)
 */
export function sourceScale(path: PathSpec): number {
  return path.kind === 'variance-exploding' ? scheduleAt(path, 0).sigmaT : 1;
}

/** True for xt = (1 − t)·x0 + t·x1 exactly: what the closed forms of `mixture.ts` hold for. */
export function isPlainLinear(path: PathSpec): boolean {
  return path.kind === 'linear' && pathParams(path).sigmaMin === 0;
}

/** Largest weight of the data at t = 0 for a path that begins at the source. */
const MOST_DATA_AT_START = 0.1;

/** "sigma-min", as the command line writes the parameter sigmaMin. */
export function pathParamFlag(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function rangeInWords({ min, max, whole }: PathRange): string {
  return `${whole ? 'a whole number' : 'a number'} from ${min} to ${max}`;
}

/** Range of a parameter, not fooled by names that every object has. */
function rangeOf(kind: PathKind, key: string): PathRange | undefined {
  return Object.hasOwn(SCHEDULES[kind].ranges, key) ? SCHEDULES[kind].ranges[key] : undefined;
}

function unknownParameter(kind: PathKind, key: string): string {
  const known = Object.keys(SCHEDULES[kind].ranges).map(pathParamFlag);
  if (known.length === 0) return `the ${kind} path has no parameters, so ${key} has no place`;
  const near = nearestName(pathParamFlag(key), known);
  return `the ${kind} path has no parameter ${key}${near ? ` (did you mean ${near}?)` : ''}; it takes ${known.join(', ')}`;
}

/** What is wrong with parameters of a path, as the end of a sentence, or null. */
export function pathProblem(path: PathSpec): string | null {
  for (const [key, value] of Object.entries(path.params)) {
    const range = rangeOf(path.kind, key);
    if (range === undefined) return unknownParameter(path.kind, key);
    const inside = Number.isFinite(value) && value >= range.min && value <= range.max;
    if (!inside || (range.whole && !Number.isInteger(value))) {
      return `${pathParamFlag(key)} is ${value}, but must be ${rangeInWords(range)}`;
    }
  }
  const { alphaT } = scheduleAt(path, 0);
  if (path.kind === 'variance-exploding' || alphaT <= MOST_DATA_AT_START) return null;
  const { betaMin = 0, betaMax = 0 } = pathParams(path);
  const least = -4 * Math.log(MOST_DATA_AT_START);
  return `beta-min + beta-max is ${betaMin + betaMax}, which leaves ${Math.round(100 * alphaT)} % of the data at t = 0, where only noise should be; together they must be at least ${least.toFixed(1)}`;
}

/** A plain decimal number; unlike `Number`, not an empty string, hexadecimal or infinity. */
function parseNumber(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** Reads one `key=value` of a path; the key as sigma-min or sigmaMin. Throws a UserError. */
export function parsePathParam(kind: PathKind, key: string, value: string, where: string): [string, number] {
  const refuse = (why: string): never => {
    throw new UserError('bad-input', `${where}: ${why}.`);
  };
  const name = key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const range = rangeOf(kind, name);
  if (range === undefined) return refuse(unknownParameter(kind, key));
  const number = parseNumber(value);
  if (Number.isNaN(number)) return refuse(`${key} is "${value}", but must be ${rangeInWords(range)}`);
  return [name, number];
}

/** Reads `KIND[:key=value,…]`, e.g. `variance-exploding:sigma-max=20`. Throws a UserError that says what is allowed. */
export function parsePath(text: string, flag = '--path'): PathSpec {
  const refuse = (why: string): never => {
    throw new UserError('bad-input', `${flag} ${text}: ${why}.`);
  };
  const [name = '', ...rest] = text.split(':');
  const kind = PATHS.find((known) => known === name);
  if (kind === undefined) {
    const near = nearestName(name, PATHS);
    return refuse(
      `there is no path named "${name}"${near ? ` (did you mean ${near}?)` : ''}; choose from ${PATHS.join(', ')}`,
    );
  }
  const params: Record<string, number> = {};
  for (const part of rest.length === 0 ? [] : rest.join(':').split(',')) {
    const [key, value, ...more] = part.split('=').map((piece) => piece.trim());
    if (!key || !value || more.length > 0) return refuse(`"${part}" is not of the form key=value`);
    const [param, number] = parsePathParam(kind, key, value, `${flag} ${text}`);
    if (Object.hasOwn(params, param)) return refuse(`${key} is given twice`);
    params[param] = number;
  }
  const problem = pathProblem({ kind, params });
  return problem === null ? { kind, params } : refuse(problem);
}

/** `linear`, or `variance-exploding:sigma-max=20`: the parameters that differ from the defaults. */
export function formatPath({ kind, params }: PathSpec): string {
  const { defaults } = SCHEDULES[kind];
  const changed = Object.entries(params).filter(([key, value]) => defaults[key] !== value);
  const words = changed.map(([key, value]) => `${pathParamFlag(key)}=${value}`);
  return words.length === 0 ? kind : `${kind}:${words.join(',')}`;
}
