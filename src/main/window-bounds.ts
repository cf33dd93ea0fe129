/** Where a new window goes. */
import type { StoredWindow } from './settings-file.ts';

export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type Placement = { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number };

export const FIRST_SIZE = { width: 1440, height: 900 } as const;
export const SMALLEST_SIZE = { width: 1120, height: 700 } as const;
/** Enough of the bar must be on a screen to take hold of it. */
const GRIP = { width: 120, height: 40 } as const;

/** The stored place, unless the screen it was on is gone; then the first size, centred by the system. */
export function placeWindow(stored: StoredWindow | null, workAreas: readonly Rectangle[]): Placement {
  if (stored === null || !workAreas.some((area) => barIsReachable(stored, area))) return FIRST_SIZE;
  return {
    x: stored.x,
    y: stored.y,
    width: Math.max(stored.width, SMALLEST_SIZE.width),
    height: Math.max(stored.height, SMALLEST_SIZE.height),
  };
}

function barIsReachable(bar: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bar.x + bar.width, area.x + area.width) - Math.max(bar.x, area.x);
  const topInside = bar.y >= area.y && bar.y + GRIP.height <= area.y + area.height;
  return width >= GRIP.width && topInside;
}
