/** The width of the library as it is dragged and moved by keys. */
import { LIBRARY_WIDTH } from '../../shared/protocol/window-out.ts';

const KEY_STEP = 8;

export function libraryWidth(wanted: number): number {
  if (!Number.isFinite(wanted)) return LIBRARY_WIDTH.first;
  return Math.min(LIBRARY_WIDTH.most, Math.max(LIBRARY_WIDTH.least, Math.round(wanted)));
}

/** The width after a key at the edge; null for a key that means nothing there. Shift goes four times as far. */
export function widthByKey(width: number, key: string, far: boolean): number | null {
  const step = far ? 4 * KEY_STEP : KEY_STEP;
  switch (key) {
    case 'ArrowLeft':
      return libraryWidth(width - step);
    case 'ArrowRight':
      return libraryWidth(width + step);
    case 'Home':
      return LIBRARY_WIDTH.least;
    case 'End':
      return LIBRARY_WIDTH.most;
    case 'Enter':
      return LIBRARY_WIDTH.first;
    default:
      return null;
  }
}
