/** The exact flow of the ring, shown before anything is trained. */
import { DATASETS } from '../../../shared/flow/datasets.ts';
import { drawFresh } from '../../../shared/flow/draw.ts';
import { exactFlow } from '../../../shared/flow/exact-flow.ts';
import { mixtureVelocity } from '../../../shared/flow/mixture.ts';
import { drawSource } from '../../../shared/flow/sources.ts';
import type { FlowData } from '../../scene/types.ts';
import { shownExtent } from '../../state/flow-wish.ts';
import { speedProfile } from '../../state/speed.ts';

const PARTICLES = 520;
const DATA_POINTS = 600;

export function exactRing(): FlowData {
  const { defaults, mixture, extent } = DATASETS.ring;
  if (!mixture) throw new Error('The ring is a mixture of Gaussians.');
  const source = drawSource({ name: 'gaussian' }, 7, PARTICLES);
  const velocity = mixtureVelocity(mixture(defaults));
  const trajectories = exactFlow(() => velocity, source, { frameCount: 65 });
  return {
    trajectories,
    source,
    data: drawFresh({ name: 'ring', params: defaults }, DATA_POINTS, 5).points,
    field: null,
    // Nothing here was made by a run, so the particles have the colour of what is given.
    colour: 'var(--text-1)',
    extent: shownExtent(extent(defaults)),
    speedMax: speedProfile(trajectories).high,
    ghosts: null,
    conditionColours: null,
  };
}
