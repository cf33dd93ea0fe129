/** A setting in the narrow columns of the table of differences, where the usual words have no room. */
import { type SettingValue, settingText } from '../../../shared/comparison/setting-words.ts';
import type { ModelKind } from '../../../shared/model/names.ts';

/** As the form says it: a model is what it is conditioned on. */
const CONDITIONS = { unconditional: 'none', onehot: 'class', radius: 'number' } as const satisfies Record<
  ModelKind,
  string
>;

export function rowLabel({ key, label }: { readonly key: string; readonly label: string }): string {
  return key === 'model' ? 'Condition' : label;
}

export function cellText(key: string, value: SettingValue): string {
  const word = key === 'model' ? Object.entries(CONDITIONS).find(([model]) => model === value)?.[1] : undefined;
  return word ?? settingText(key, value);
}
