/** Which edges of the box carry the axes, seen from where the camera stands. */
import type { ScreenPoint } from './scene-camera.ts';
import { BOX_HALF, type World } from './world.ts';

export type Edges = {
  /** Sign of x₁ on the floor edge nearest to the camera: the t axis lies there. */
  readonly nearSide: 1 | -1;
  /** End of the box nearest to the camera: the x₁ axis lies there. */
  readonly nearTime: 0 | 1;
  /** The upright edge furthest to the left on the screen: the x₂ axis. */
  readonly left: { readonly time: 0 | 1; readonly side: 1 | -1 };
};

export function chooseEdges(
  camera: { readonly x: number; readonly z: number },
  world: World,
  project: (x: number, y: number, z: number, out: ScreenPoint) => boolean,
): Edges {
  // World Z is −x₁, so a camera in front (Z > 0) is near negative x₁.
  const nearSide = camera.z >= 0 ? -1 : 1;
  const screen = { x: 0, y: 0 };
  let left: Edges['left'] = { time: 0, side: nearSide };
  let leftmost = Number.POSITIVE_INFINITY;
  for (const time of [0, 1] as const) {
    for (const side of [1, -1] as const) {
      project(world.x(time), 0, -side * BOX_HALF, screen);
      if (screen.x < leftmost - 0.5) {
        leftmost = screen.x;
        left = { time, side };
      }
    }
  }
  return { nearSide, nearTime: camera.x >= -0.05 ? 1 : 0, left };
}

export function sameEdges(a: Edges, b: Edges): boolean {
  return (
    a.nearSide === b.nearSide && a.nearTime === b.nearTime && a.left.time === b.left.time && a.left.side === b.left.side
  );
}
