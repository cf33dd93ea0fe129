import { describe, expect, it } from 'vitest';
import { ringConfig } from '../model/presets.ts';
import { SETTINGS } from './config-paths.ts';
import { exampleRun } from './example-run.ts';
import { findSettings, settingChoices } from './varying.ts';

const config = (seed: number, width: number) => {
  const base = ringConfig('onehot', 'gaussian', seed);
  return { ...base, network: { ...base.network, width } };
};
const RUNS = [config(1, 64), config(2, 64), config(3, 128)].map((each, i) => exampleRun(`r${i}`, { config: each }));

describe('settingChoices', () => {
  const choices = settingChoices(RUNS);
  it('offers every setting', () => expect(choices).toHaveLength(SETTINGS.length));
  it('begins with what differs, and counts its values', () => {
    expect(choices.slice(0, 2).map(({ path, values }) => [path, values])).toEqual(
      expect.arrayContaining([
        ['seed', 3],
        ['network.width', 2],
      ]),
    );
    expect(choices[2]?.values).toBe(1);
  });
  it('finds by the words of the window and by the path', () => {
    expect(findSettings(choices, 'learning rate').map(({ path }) => path)).toContain('optimizer.learningRate');
    expect(findSettings(choices, 'network.wid')).toMatchObject([{ path: 'network.width' }]);
    expect(findSettings(choices, 'width')[0]?.path).toBe('network.width');
    expect(findSettings(choices, 'learn')[0]?.path).toBe('optimizer.learningRate');
    expect(findSettings(choices, 'nonsense')).toEqual([]);
  });
});
