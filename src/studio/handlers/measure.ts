import { compareMetricNames } from '../../shared/model/metrics.ts';
import type { MeasureResults } from '../../shared/protocol/measure.ts';
import { UserError } from '../../shared/result.ts';
import { newestParameters } from '../stored-network.ts';
import { visibleRun } from '../studio-context.ts';
import type { Handler } from './handler.ts';

export const measureHandlers: { readonly [K in keyof MeasureResults]: Handler<K> } = {
  'runs.measure': async ({ context, sampling }, { id, request }) => {
    const run = visibleRun(context, id);
    const found = newestParameters(context, run);
    if (!found) throw new UserError('wrong-state', `${run.name} has not trained yet, so there is nothing to measure.`);
    const { step, read } = found;
    const network = { key: `${id} ${step}`, run, parameters: read };
    const reply = await sampling.measure(network, request, (share) =>
      context.announce({ kind: 'measuring', id, share }),
    );
    if (!reply.ok) return reply;
    // The loss belongs to the steps of the training: it is the recorded one.
    const loss = run.metrics.filter(({ name }) => name === 'loss');
    const metrics = [...loss, ...reply.value.map((metric) => ({ ...metric, step }))];
    return { step, metrics: metrics.toSorted((a, b) => compareMetricNames(a.name, b.name)) };
  },
};
