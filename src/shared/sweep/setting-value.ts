/** Settings as words: what a sweep varies is typed as text, in the window and on the command line alike. */
import { nearestName } from '../flow/nearest-name.ts';
import { parseDistribution } from '../flow/parse-distribution.ts';
import { reuseFor } from '../model/coupling-reuse.ts';
import { defaultSnapshotEvery } from '../model/presets.ts';
import type { RunConfig } from '../model/run-config.ts';
import { ambiguousSettings, type Setting, settingNamed, settingOf, settingWords } from '../query/config-paths.ts';
import { parseAmount } from '../query/values.ts';
import { UserError } from '../result.ts';

/** The setting that a word names; throws a UserError with the nearest word. `flag` begins its sentence. */
export function requireSetting(word: string, flag: string): Setting {
  const setting = settingNamed(word);
  if (setting) return setting;
  const several = ambiguousSettings(word);
  if (several.length > 0) {
    throw new UserError('bad-input', `${flag} ${word}: that can be ${several.join(' or ')}; write one of them.`);
  }
  const near = nearestName(word.toLowerCase(), settingWords());
  throw new UserError(
    'bad-input',
    `${flag} ${word}: there is no such setting${near ? ` (did you mean ${near}?)` : ''}.`,
  );
}

/** `config` with the setting at the value that the text says. Throws a UserError that names both. */
export function withSetting(config: RunConfig, setting: Setting, text: string, flag: string): RunConfig {
  const refuse = (why: string): never => {
    throw new UserError('bad-input', `${flag} ${setting.path}=${text}: ${why}.`);
  };
  if (setting.path === 'data.name') return { ...config, data: parseDistribution(text, `${flag} data`) };
  const value = readValue(setting, text, refuse);
  // Parameters belong to the distribution or path they were made for.
  if (setting.path === 'source.name' || setting.path === 'path.kind') {
    const [head = '', tail = ''] = setting.path.split('.');
    return { ...config, [head]: { [tail]: value, params: {} } } as RunConfig;
  }
  if (setting.path === 'coupling.kind') {
    const kind = value as RunConfig['coupling']['kind'];
    return { ...config, coupling: { ...config.coupling, kind, reuse: reuseFor(kind, config.coupling) } };
  }
  if (setting.path === 'steps' && typeof value === 'number') {
    return { ...config, steps: value, snapshotEvery: defaultSnapshotEvery(value) };
  }
  return put(config, setting.path, value, refuse);
}

function readValue({ path, is, nullable }: Setting, text: string, refuse: (why: string) => never): unknown {
  const lower = text.toLowerCase();
  if (nullable && lower === 'none') return null;
  switch (is.kind) {
    case 'number':
      return parseAmount(text) ?? refuse(`${path} is a number`);
    case 'yes-no':
      if (['yes', 'true', 'on'].includes(lower)) return true;
      return ['no', 'false', 'off'].includes(lower) ? false : refuse(`${path} is yes or no`);
    case 'numbers':
      return text === '' || lower === 'none'
        ? []
        : text.split('x').map((part) => parseAmount(part) ?? refuse(`${path} is written as 64x64`));
    case 'choice': {
      if (is.choices.includes(lower)) return lower;
      const near = nearestName(lower, is.choices);
      return refuse(
        `there is no such choice${near ? ` (did you mean ${near}?)` : ''}; choose from ${is.choices.join(', ')}`,
      );
    }
    case 'text':
      return text;
  }
}

function put(config: RunConfig, path: string, value: unknown, refuse: (why: string) => never): RunConfig {
  const [head = '', tail] = path.split('.');
  if (tail === undefined) return { ...config, [head]: value };
  const outer = (config as Readonly<Record<string, unknown>>)[head] as Readonly<Record<string, unknown>>;
  if (tail in outer) return { ...config, [head]: { ...outer, [tail]: value } } as RunConfig;
  const params = (outer.params ?? {}) as Readonly<Record<string, unknown>>;
  if (head === 'data' && !(tail in params)) return refuse(`${config.data.name} has no parameter ${tail}`);
  return { ...config, [head]: { ...outer, params: { ...params, [tail]: value } } } as RunConfig;
}

/** A value as it stands in names and tables: `1e-3`, `128`, `64x64`, `none`. */
export function settingText(config: RunConfig, path: string): string {
  const value = settingOf(config, path);
  if (value === null || value === undefined) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join('x');
  if (typeof value !== 'number') return String(value);
  const exponential = value.toExponential().replace('e+', 'e');
  return value !== 0 && (Math.abs(value) < 0.01 || Math.abs(value) >= 1e6) ? exponential : String(value);
}
