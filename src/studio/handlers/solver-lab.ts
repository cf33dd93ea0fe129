/** The solver lab of stored runs. */
import { solverLab } from '../../shared/flow/solver-lab.ts';
import type { solverLabInputs } from '../../shared/protocol/solver-lab.ts';
import { networkOf } from '../stored-network.ts';
import type { Handler } from './handler.ts';

export const SOLVER_LAB_HANDLERS: { readonly [K in keyof typeof solverLabInputs]: Handler<K> } = {
  'runs.lab': ({ context, sampling }, { id, step, ...lab }) => {
    const network = networkOf(context, id, step);
    return solverLab(
      lab,
      (request) => sampling.sampleInTurn(network, request),
      (share) => context.announce({ kind: 'lab', id, share }),
    );
  },
};
