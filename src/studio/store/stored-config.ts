/** Stored configurations, parsed once for all runs that differ in their seed only. */
import { completeConfig, type StoredConfig } from '../../shared/model/config-defaults.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';

/** A library of more different settings forgets those it saw and goes on. */
const MOST_KEPT = 8192;
const SEED = '"seed":';

const kept = new Map<string, RunConfig>();

/** The configuration that a text says, completed. Runs share the parts they have alike, which nobody may write to. */
export function storedConfig(text: string): RunConfig {
  const at = text.indexOf(SEED);
  const begin = at + SEED.length;
  const seed = at === -1 || text.includes(SEED, begin) ? null : /^\d+/.exec(text.slice(begin, begin + 12))?.[0];
  if (seed == null) return parsed(text);
  const key = text.slice(0, begin) + text.slice(begin + seed.length);
  let base = kept.get(key);
  if (base === undefined) {
    base = parsed(text);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, base);
  }
  return { ...base, seed: Number(seed) };
}

const parsed = (text: string): RunConfig => completeConfig(JSON.parse(text) as StoredConfig);
