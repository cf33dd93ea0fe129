/** What several configurations have in common and what not, setting by setting. */
import type { RunConfig } from '../model/run-config.ts';
import { type SettingValue, settingLabel, settingPlace } from './setting-words.ts';

export type ConfigRow = {
  /** Path in the configuration, e.g. `optimizer.learningRate`. */
  readonly key: string;
  readonly label: string;
  /** One a configuration; null where it has no such setting. */
  readonly values: readonly SettingValue[];
  readonly same: boolean;
};

/** Every setting by its path: whatever a configuration holds is here, with or without a name for it. */
export function settingsOf(config: RunConfig): ReadonlyMap<string, SettingValue> {
  const found = new Map<string, SettingValue>();
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) found.set(path, value as readonly number[]);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`);
    } else if (value !== undefined) found.set(path, value as SettingValue);
  };
  walk(config, '');
  return found;
}

/** Rows in the order of the training form; a setting that only some have is null in the others. */
export function configRows(configs: readonly RunConfig[]): readonly ConfigRow[] {
  const all = configs.map(settingsOf);
  const keys = [...new Set(all.flatMap((settings) => [...settings.keys()]))];
  const placed = keys.map((key, index) => ({ key, place: settingPlace(key), index }));
  placed.sort((a, b) => a.place - b.place || a.index - b.index);
  return placed.map(({ key }) => {
    const values = all.map((settings) => settings.get(key) ?? null);
    return { key, label: settingLabel(key), values, same: values.every((value) => equal(value, values[0] ?? null)) };
  });
}

export function equal(a: SettingValue, b: SettingValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
