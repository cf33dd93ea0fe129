import type { ScreenPoint } from './scene-camera.ts';
import type { World } from './world.ts';

/** How far from a particle (CSS pixels) the pointer still means it. */
export const PICK_RADIUS = 8;

/** The nearest to a place on the screen, within the pick radius, of particles whose `places` are `[n, 2]` at time t. */
export function pickParticle(
  places: Float32Array,
  t: number,
  world: World,
  project: (x: number, y: number, z: number, out: ScreenPoint) => boolean,
  pointer: ScreenPoint,
): number | null {
  const screen = { x: 0, y: 0 };
  let best = PICK_RADIUS ** 2;
  let particle: number | null = null;
  for (let i = 0; i < places.length / 2; i++) {
    if (!project(world.x(t), world.y(places[2 * i + 1] as number), world.z(places[2 * i] as number), screen)) continue;
    const distance = (screen.x - pointer.x) ** 2 + (screen.y - pointer.y) ** 2;
    if (distance < best) {
      best = distance;
      particle = i;
    }
  }
  return particle;
}
