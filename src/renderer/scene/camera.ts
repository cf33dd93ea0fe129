/** The orbit camera as plain numbers: limits, presets, where it stands and how it glides. */

import type { CameraPreset, CameraState } from './types.ts';
import { BOX_HALF } from './world.ts';

export type FullCameraState = Required<CameraState>;

export const FIELD_OF_VIEW = 26;
export const CAMERA_LIMITS = {
  azimuth: { min: -85, max: 85 },
  elevation: { min: -10, max: 80 },
  /** Times the home distance is divided by. */
  zoom: { min: 0.5, max: 3 },
} as const;
export const GLIDE_MS = 240;

export const HOME: FullCameraState = { azimuth: -44, elevation: 16, distance: 9, target: [0.06, -0.14, 0] };
export const COMPACT_HOME: FullCameraState = { azimuth: -44, elevation: 15, distance: 9.25, target: [0.03, -0.11, 0] };

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));

/** The nearest allowed state; parts that are not numbers fall back to home. */
export function clampCamera(state: CameraState, current: FullCameraState, home: FullCameraState): FullCameraState {
  const finite = (value: number, fallback: number) => (Number.isFinite(value) ? value : fallback);
  const { azimuth, elevation, zoom } = CAMERA_LIMITS;
  const [x, y, z] = state.target ?? current.target;
  return {
    azimuth: clamp(finite(state.azimuth, home.azimuth), azimuth.min, azimuth.max),
    elevation: clamp(finite(state.elevation, home.elevation), elevation.min, elevation.max),
    distance: clamp(finite(state.distance, home.distance), home.distance / zoom.max, home.distance / zoom.min),
    target: [
      clamp(finite(x, home.target[0]), -2 * BOX_HALF, 2 * BOX_HALF),
      clamp(finite(y, home.target[1]), -BOX_HALF, BOX_HALF),
      clamp(finite(z, home.target[2]), -BOX_HALF, BOX_HALF),
    ],
  };
}

export function presetCamera(preset: CameraPreset, home: FullCameraState): FullCameraState {
  const around = { distance: home.distance, target: [0, 0, 0] } as const;
  switch (preset) {
    case 'home':
      return home;
    case 'front':
      return { ...around, azimuth: 0, elevation: 6 };
    case 'along':
      return { ...around, distance: home.distance * 0.8, azimuth: CAMERA_LIMITS.azimuth.min, elevation: 6 };
    case 'top':
      return { ...around, azimuth: 0, elevation: CAMERA_LIMITS.elevation.max };
  }
}

/** World position of the camera. Azimuth 0 looks along −Z with t to the right; negative azimuth stands at the data's side. */
export function cameraPosition({ azimuth, elevation, distance, target }: FullCameraState): [number, number, number] {
  const a = (azimuth * Math.PI) / 180;
  const e = (elevation * Math.PI) / 180;
  return [
    target[0] - distance * Math.cos(e) * Math.sin(a),
    target[1] + distance * Math.sin(e),
    target[2] + distance * Math.cos(e) * Math.cos(a),
  ];
}

/** Starts at once and lands softly. */
export function easeOut(progress: number): number {
  return 1 - (1 - clamp(progress, 0, 1)) ** 4;
}

/** Between two states; `progress` 0 … 1 is eased out. */
export function glide(from: FullCameraState, to: FullCameraState, progress: number): FullCameraState {
  const eased = easeOut(progress);
  const mix = (a: number, b: number) => a + (b - a) * eased;
  return {
    azimuth: mix(from.azimuth, to.azimuth),
    elevation: mix(from.elevation, to.elevation),
    distance: mix(from.distance, to.distance),
    target: [mix(from.target[0], to.target[0]), mix(from.target[1], to.target[1]), mix(from.target[2], to.target[2])],
  };
}

/** State after dragging by (dx, dy) pixels: a full turn takes about 900 px. */
export function orbitBy(state: FullCameraState, dx: number, dy: number): FullCameraState {
  return { ...state, azimuth: state.azimuth + dx * 0.4, elevation: state.elevation + dy * 0.4 };
}

/** Moves the target so that what is under the pointer stays under it; `unitsPerPixel` at the target's depth. */
export function panBy(state: FullCameraState, dx: number, dy: number, unitsPerPixel: number): FullCameraState {
  const a = (state.azimuth * Math.PI) / 180;
  const e = (state.elevation * Math.PI) / 180;
  const right = [Math.cos(a), 0, Math.sin(a)] as const;
  const up = [Math.sin(e) * Math.sin(a), Math.cos(e), -Math.sin(e) * Math.cos(a)] as const;
  const [x, y, z] = state.target;
  const along = (i: 0 | 1 | 2) => (-dx * right[i] + dy * up[i]) * unitsPerPixel;
  return { ...state, target: [x + along(0), y + along(1), z + along(2)] };
}

/** Wheel pixels to zoom: 480 px halve or double the distance. */
export function zoomBy(state: FullCameraState, wheel: number): FullCameraState {
  return { ...state, distance: state.distance * 2 ** (wheel / 480) };
}
