/** Keys of a 3-D view that has the focus. Left and right move t there as everywhere. */
import type { CameraMove } from '../../scene/types.ts';

export type SceneKey =
  | { readonly kind: 'camera'; readonly move: CameraMove }
  | { readonly kind: 'time'; readonly by: number }
  | { readonly kind: 'particle'; readonly by: 1 | -1 };

/** Pixels that a key stands for when the pointer would be dragged: a turn of 5°, and a small move. */
const TURN = 12.5;
const MOVE = 24;
/** Wheel pixels: eight presses halve or double the distance. */
const ZOOM = 60;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  '←': [-1, 0],
  '→': [1, 0],
  '↑': [0, -1],
  '↓': [0, 1],
};
const TIMES: Readonly<Record<string, number>> = { '↑': 0.01, '↓': -0.01, 'Shift ↑': 0.1, 'Shift ↓': -0.1 };

/** What a key means, by its name; null: nothing here. The view goes the way of the arrow, as if it was dragged there. */
export function sceneKey(name: string): SceneKey | null {
  const by = TIMES[name];
  if (by !== undefined) return { kind: 'time', by };
  if (name === '+' || name === '=') return { kind: 'camera', move: { kind: 'zoom', wheel: -ZOOM } };
  if (name === '-') return { kind: 'camera', move: { kind: 'zoom', wheel: ZOOM } };
  if (name === 'P') return { kind: 'particle', by: 1 };
  if (name === 'Shift P') return { kind: 'particle', by: -1 };
  const [, held, arrow = ''] = /^(Alt|Ctrl) Shift (.)$/.exec(name) ?? [];
  const way = ARROWS[arrow];
  if (!way) return null;
  const [kind, pixels] = held === 'Alt' ? (['turn', TURN] as const) : (['move', MOVE] as const);
  return { kind: 'camera', move: { kind, dx: way[0] * pixels, dy: way[1] * pixels } };
}

/** The next particle to follow, around the end; `drawn`: which ones may be chosen. Null when there is none. */
export function nextParticle(
  followed: number | null,
  by: 1 | -1,
  count: number,
  drawn: (particle: number) => boolean = () => true,
): number | null {
  let particle = followed ?? (by === 1 ? -1 : count);
  for (let k = 0; k < count; k++) {
    particle = (particle + by + count) % count;
    if (drawn(particle)) return particle;
  }
  return null;
}

/** As the sheet of keys tells them. */
export const SCENE_KEYS = [
  { title: 'Forward, back', keys: '↑, ↓' },
  { title: 'Turn', keys: 'Alt Shift ← → ↑ ↓' },
  { title: 'Move', keys: 'Ctrl Shift ← → ↑ ↓' },
  { title: 'Closer, farther', keys: '+, −' },
  { title: 'Next, previous particle', keys: 'P, Shift P' },
] as const;
