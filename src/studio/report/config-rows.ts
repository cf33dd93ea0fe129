/** Settings of several runs side by side. */
import type { RunConfig } from '../../shared/model/run-config.ts';

/** One setting: its path as in queries, and its value in each run; an absent one is "–". */
export type ConfigRow = { readonly path: string; readonly values: readonly string[]; readonly same: boolean };

export function configRows(configs: readonly RunConfig[]): ConfigRow[] {
  const flat = configs.map((config) => new Map(leaves(config, '')));
  const paths = [...new Set(flat.flatMap((map) => [...map.keys()]))];
  return paths.map((path) => {
    const values = flat.map((map) => map.get(path) ?? '–');
    return { path, values, same: values.every((value) => value === values[0]) };
  });
}

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
  }
  return [[path, Array.isArray(value) ? value.join(', ') || 'none' : value === null ? 'none' : String(value)]];
}
