import { exactFlowProblem, exactVelocity } from '../../../shared/flow/exact-truth.ts';
import { distances, velocityOnGrid } from '../../../shared/flow/square-grid.ts';
import type { RunSummary } from '../../../shared/model/records.ts';
import { FieldPlane } from '../../scene/field-volume.ts';
import type { ScalarGrid } from '../../scene/slice-maps.ts';
import type { FlowPicture } from '../../state/flow.svelte.ts';

/** ‖v − u_t‖ of the shown field at t on the field's own grid; null where the exact velocity is not closed form, or the field is still to come. */
export function errorMap(run: RunSummary, picture: FlowPicture, t: number): (ScalarGrid & { max: number }) | null {
  const { field, fieldIsOld, condition, guidance } = picture;
  if (exactFlowProblem(run.config, guidance) !== null) return null;
  const exact = exactVelocity(run.config, condition.kind === 'class' ? condition.label : null);
  if (!exact || !field || fieldIsOld) return null;
  const { grid, extent } = field;
  const plane = new FieldPlane(grid, extent);
  plane.load(field, t);
  const values = distances(plane.values, velocityOnGrid(exact, field, t));
  return { grid, extent, values, max: values.reduce((most, value) => Math.max(most, value), 0) };
}
