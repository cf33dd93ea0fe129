import { describe, expect, it } from 'vitest';
import { HOME, presetCamera } from './camera.ts';
import { chooseEdges } from './edges.ts';
import { pickParticle } from './picking.ts';
import { SceneCamera } from './scene-camera.ts';
import { World } from './world.ts';

const world = new World(4.1, 4.2);
const fit = { width: 0.87, height: 0.86 };

function cameraFor(width: number, height: number, state = HOME): SceneCamera {
  const camera = new SceneCamera(HOME, fit);
  camera.resize(width, height, world.length);
  camera.place(state);
  return camera;
}

function corners(camera: SceneCamera): { x: number; y: number }[] {
  return [0, 1].flatMap((t) =>
    [-4.2, 4.2].flatMap((x1) =>
      [-4.2, 4.2].map((x2) => {
        const screen = { x: 0, y: 0 };
        camera.project(world.x(t), world.y(x2), world.z(x1), screen);
        return screen;
      }),
    ),
  );
}

describe('the fitted camera', () => {
  it.each([
    [880, 696],
    [384, 292],
    [1360, 876],
    [500, 900],
  ])('shows the whole box at home in %s × %s', (width, height) => {
    const places = corners(cameraFor(width, height));
    const xs = places.map(({ x }) => x);
    const ys = places.map(({ y }) => y);
    const share = [(Math.max(...xs) - Math.min(...xs)) / width, (Math.max(...ys) - Math.min(...ys)) / height] as const;
    expect(share[0]).toBeLessThan(fit.width + 1e-6);
    expect(share[1]).toBeLessThan(fit.height + 1e-6);
    expect(Math.max(share[0] / fit.width, share[1] / fit.height)).toBeCloseTo(1, 5);
    expect(Math.min(...xs, ...ys)).toBeGreaterThan(0);
  });

  it('puts the source left of the data', () => {
    const camera = cameraFor(880, 696);
    const source = { x: 0, y: 0 };
    const data = { x: 0, y: 0 };
    camera.project(world.x(0), 0, 0, source);
    camera.project(world.x(1), 0, 0, data);
    expect(source.x).toBeLessThan(data.x);
  });
});

describe('the edges that carry the axes', () => {
  const edgesFor = (azimuth: number) => {
    const camera = cameraFor(880, 696, { ...presetCamera('front', HOME), azimuth });
    return chooseEdges(camera.camera.position, world, (x, y, z, out) => camera.project(x, y, z, out));
  };

  it('are the near floor edges and the left upright one at home', () => {
    expect(edgesFor(-44)).toEqual({ nearSide: -1, nearTime: 1, left: { time: 0, side: -1 } });
  });

  it('change when the camera goes round to the source', () => {
    expect(edgesFor(44)).toEqual({ nearSide: -1, nearTime: 0, left: { time: 0, side: 1 } });
  });
});

describe('a place of the plane at t', () => {
  it('is the one that is projected to the pixel', () => {
    const camera = cameraFor(880, 696);
    const out = { x: 0, y: 0 };
    for (const [x, y, z] of [
      [0, 0, 0],
      [1.2, 0.7, -0.9],
      [-1.9, -1, 0.4],
    ] as const) {
      camera.project(x, y, z, out);
      const place = camera.onPlane(x, out);
      expect(place?.y).toBeCloseTo(y, 4);
      expect(place?.z).toBeCloseTo(z, 4);
    }
  });

  it('is none where the plane is seen from its edge', () => {
    const camera = cameraFor(880, 696);
    camera.place({ azimuth: 0, elevation: 0, distance: 9, target: [0, 0, 0] });
    expect(camera.onPlane(0, { x: 440, y: 348 })).toBeNull();
  });
});

describe('picking', () => {
  const camera = cameraFor(880, 696);
  const project = (x: number, y: number, z: number, out: { x: number; y: number }) => camera.project(x, y, z, out);
  const places = Float32Array.from([-2, 0, 0, 0, 2, 2]);
  const screenOf = (x1: number, x2: number) => {
    const out = { x: 0, y: 0 };
    project(world.x(0.5), world.y(x2), world.z(x1), out);
    return out;
  };

  it('finds the particle under the pointer, or near it', () => {
    expect(pickParticle(places, 0.5, world, project, screenOf(2, 2))).toBe(2);
    const { x, y } = screenOf(0, 0);
    expect(pickParticle(places, 0.5, world, project, { x: x + 4, y: y - 4 })).toBe(1);
  });

  it('finds none beside them', () => {
    expect(pickParticle(places, 0.5, world, project, { x: 5, y: 5 })).toBeNull();
    expect(pickParticle(new Float32Array(0), 0.5, world, project, screenOf(0, 0))).toBeNull();
  });
});
