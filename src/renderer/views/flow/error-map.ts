import { exactVelocity } from '../../../shared/flow/exact-truth.ts';
import type { RunSummary } from '../../../shared/model/records.ts';
import { FieldPlane } from '../../scene/field-volume.ts';
import type { ScalarGrid } from '../../scene/slice-maps.ts';
import type { FlowPicture } from '../../state/flow.svelte.ts';

/** ‖v − u_t‖ of the shown field at t on the field's own grid; null where the exact velocity is not closed form, or the field is still to come. */
export function errorMap(run: RunSummary, picture: FlowPicture, t: number): (ScalarGrid & { max: number }) | null {
  const { field, fieldIsOld, condition, guidance = 1 } = picture;
  // With another weight than 1 the guided velocity is meant to differ.
  if (guidance !== 1) return null;
  const exact = exactVelocity(run.config, condition.kind === 'class' ? condition.label : null);
  if (!exact || !field || fieldIsOld) return null;
  const { grid, extent } = field;
  const plane = new FieldPlane(grid, extent);
  plane.load(field, t);
  const out = new Float64Array(2);
  const place = (k: number) => -extent + (2 * extent * k) / (grid - 1);
  const values = Float32Array.from({ length: grid * grid }, (_, k) => {
    exact(place(k % grid), place(Math.floor(k / grid)), t, out);
    const [v1, v2] = [plane.values[2 * k] as number, plane.values[2 * k + 1] as number];
    return Math.hypot(v1 - (out[0] as number), v2 - (out[1] as number));
  });
  return { grid, extent, values, max: values.reduce((most, value) => Math.max(most, value), 0) };
}
