/** How many values each setting takes among some runs: what is worth grouping by. */
import { settingLabel } from '../comparison/setting-words.ts';
import type { RunSummary } from '../model/records.ts';
import { SETTINGS, settingOf } from './config-paths.ts';

export type SettingChoice = { readonly path: string; readonly label: string; readonly values: number };

/** Every setting there is: those that differ among the runs first, otherwise in the order of configurations. */
export function settingChoices(runs: readonly RunSummary[]): readonly SettingChoice[] {
  const choices = SETTINGS.map(({ path }): SettingChoice => {
    const values = new Set<unknown>();
    for (const { config } of runs) {
      const value = settingOf(config, path);
      values.add(Array.isArray(value) ? value.join() : (value ?? null));
    }
    return { path, label: settingLabel(path), values: values.size };
  });
  return choices.toSorted((a, b) => Number(b.values > 1) - Number(a.values > 1));
}

/** Choices whose label or path has every typed word; those that are called so, or begin so, first. */
export function findSettings(choices: readonly SettingChoice[], typed: string): readonly SettingChoice[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const found = choices.filter(({ label, path }) =>
    words.every((word) => `${label} ${path}`.toLowerCase().includes(word)),
  );
  const whole = words.join(' ');
  const rank = ({ label, path }: SettingChoice) => {
    const names = [label.toLowerCase(), path.toLowerCase(), path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
    return names.includes(whole) ? 0 : names.some((name) => name.startsWith(whole)) ? 1 : 2;
  };
  return whole === '' ? found : found.toSorted((a, b) => rank(a) - rank(b));
}
