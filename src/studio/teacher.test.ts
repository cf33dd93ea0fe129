import { expect, test } from 'vitest';
import type { RunConfig } from '../shared/model/run-config.ts';
import { addRun, ask, isOver, testConfig, testStudio, whenRun } from './testing/fixture.ts';

const pupil = (teacher: string, change: Partial<RunConfig> = {}): RunConfig => {
  const config = { ...testConfig(), ...change };
  return { ...config, coupling: { ...config.coupling, kind: 'reflow', teacher, pairs: 2000 } };
};

test('a reflow run is refused without a teacher that can teach it, and learns from one that can', async () => {
  const studio = await testStudio();
  const add = (config: RunConfig) => studio.call('queue.add', { runs: [{ name: null, config }], study: null });
  const preview = (config: RunConfig) => studio.call('pairs.preview', { config, n: 64 });
  expect(await add(pupil('nobody'))).toMatchObject({ error: { message: expect.stringMatching(/no run nobody/) } });
  const id = await addRun(studio);
  const { name } = await whenRun(studio, id, isOver);
  const wrong = [
    [pupil(id, { model: 'unconditional' }), /model of the condition onehot, not unconditional/],
    [pupil(id, { source: { name: 'uniform', params: {} } }), /gaussian source, not from uniform/],
    [pupil(id, { data: { name: 'moons', params: { scale: 2, noise: 0.1, x: 0, y: 0 } } }), /knows 8 classes, not 2/],
  ] as const;
  for (const [config, reason] of wrong) {
    const refused = { ok: false, error: { message: expect.stringMatching(reason) } };
    expect(await add(config)).toMatchObject(refused);
    expect(await preview(config)).toMatchObject(refused);
  }
  expect(await preview(pupil(id))).toMatchObject({ error: { message: expect.stringMatching(/needs no teacher/) } });
  const reply = await add(pupil(id));
  const runId = (reply.ok ? reply.value[0] : undefined) ?? '';
  expect((await whenRun(studio, runId, isOver)).status).toBe('finished');

  // What was learned stays; a new pupil needs the teacher.
  await ask(studio, 'runs.delete', { ids: [id] });
  expect((await ask(studio, 'runs.show', { id: runId })).status).toBe('finished');
  const gone = { error: { message: expect.stringMatching(new RegExp(`${name} was deleted.*Bring it back`)) } };
  expect(await add(pupil(id))).toMatchObject(gone);
});
