import { describe, expect, it } from 'vitest';
import { cameraPosition, clampCamera, glide, HOME, orbitBy, panBy, presetCamera, zoomBy } from './camera.ts';

describe('limits', () => {
  it.each([
    [{ azimuth: 200, elevation: 0, distance: 9 }, { azimuth: 85 }],
    [
      { azimuth: -200, elevation: -40, distance: 9 },
      { azimuth: -85, elevation: -10 },
    ],
    [{ azimuth: 0, elevation: 89, distance: 9 }, { elevation: 80 }],
    [{ azimuth: 0, elevation: 0, distance: 0.1 }, { distance: 3 }],
    [{ azimuth: 0, elevation: 0, distance: 99 }, { distance: 18 }],
    [{ azimuth: Number.NaN, elevation: 0, distance: 9 }, { azimuth: HOME.azimuth }],
    [{ azimuth: 0, elevation: 0, distance: 9, target: [50, -50, Number.NaN] }, { target: [2.1, -1.05, 0] }],
  ] as const)('%o becomes %o', (state, expected) => {
    expect(clampCamera(state, HOME, HOME)).toMatchObject(expected);
  });

  it('keep the target that is not named', () => {
    const current = { ...HOME, target: [1, 0.5, 0.2] as const };
    expect(clampCamera({ azimuth: 0, elevation: 0, distance: 9 }, current, HOME).target).toEqual([1, 0.5, 0.2]);
  });

  it('let every preset pass unchanged', () => {
    for (const preset of ['home', 'front', 'along', 'top'] as const) {
      const state = presetCamera(preset, HOME);
      expect(clampCamera(state, HOME, HOME)).toEqual(state);
    }
  });
});

describe('where the camera stands', () => {
  it('is in front at azimuth 0 and at the data at negative azimuth', () => {
    expect(cameraPosition({ azimuth: 0, elevation: 0, distance: 9, target: [0, 0, 0] })[2]).toBeCloseTo(9, 12);
    expect(cameraPosition(HOME)[0]).toBeGreaterThan(5);
  });

  it('is as far from the target as it says', () => {
    const [x, y, z] = cameraPosition(HOME);
    expect(Math.hypot(x - HOME.target[0], y - HOME.target[1], z - HOME.target[2])).toBeCloseTo(9, 12);
  });
});

describe('moving', () => {
  it('drags the scene along with the pointer', () => {
    const [before] = cameraPosition({ ...HOME, azimuth: 0 });
    const [after] = cameraPosition(orbitBy({ ...HOME, azimuth: 0 }, 50, 0));
    expect(after).toBeLessThan(before);
    expect(orbitBy(HOME, 0, 10).elevation).toBeGreaterThan(HOME.elevation);
  });

  it('pans within the picture plane by as much as the pointer moves', () => {
    const panned = panBy(HOME, 30, -40, 0.01);
    const moved = panned.target.map((value, i) => value - (HOME.target[i] ?? 0));
    expect(Math.hypot(...moved)).toBeCloseTo(0.5, 12);
    const [x, y, z] = cameraPosition(HOME);
    const view = [x - HOME.target[0], y - HOME.target[1], z - HOME.target[2]];
    expect(moved.reduce((sum, value, i) => sum + value * (view[i] ?? 0), 0)).toBeCloseTo(0, 12);
  });

  it('zooms back by the same wheel turn', () => {
    expect(zoomBy(zoomBy(HOME, 120), -120).distance).toBeCloseTo(9, 12);
    expect(zoomBy(HOME, 480).distance).toBeCloseTo(18, 12);
  });

  it('glides from where it is to where it goes, never past it', () => {
    const to = presetCamera('top', HOME);
    expect(glide(HOME, to, 0)).toEqual(HOME);
    expect(glide(HOME, to, 5)).toEqual(to);
    const half = glide(HOME, to, 0.5);
    expect(half.elevation).toBeGreaterThan(HOME.elevation);
    expect(half.elevation).toBeLessThan(to.elevation);
  });
});
