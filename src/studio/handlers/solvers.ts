/** Likelihoods of stored runs. */
import type { solverInputs } from '../../shared/protocol/solvers.ts';
import { networkOf } from '../stored-network.ts';
import type { Handler } from './handler.ts';

export const SOLVER_HANDLERS: { readonly [K in keyof typeof solverInputs]: Handler<K> } = {
  'runs.likelihood': ({ context, sampling }, { id, step, ...request }) =>
    sampling.likelihood(networkOf(context, id, step), request),
  'runs.path-density': ({ context, sampling }, { id, step, ...request }) =>
    sampling.pathDensity(networkOf(context, id, step), request),
};
