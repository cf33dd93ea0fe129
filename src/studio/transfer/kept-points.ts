/** Where imported point files go. */
import type { PointFile } from '../../shared/flow/point-file.ts';
import { UserError } from '../../shared/result.ts';
import type { StudioContext } from '../studio-context.ts';

export function keepPoints(_context: StudioContext, points: readonly PointFile[]): void {
  if (points.length > 0) {
    throw new UserError('unavailable', 'Points of one’s own cannot be kept in this library yet. It is unchanged.');
  }
}
