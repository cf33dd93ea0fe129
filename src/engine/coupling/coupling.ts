import type { CouplingKind } from '../../shared/model/names.ts';
import type { Tensor } from '../tensorflow.ts';
import { independent } from './independent.ts';

/** Decides who is paired with whom in a batch: returns x0 `[batch, dim]` reordered to stand beside x1 and its condition. */
export type Coupling = (x0: Tensor, x1: Tensor) => Tensor;

export const COUPLINGS: Readonly<Partial<Record<CouplingKind, Coupling>>> = { independent };
