import { PerspectiveCamera, Vector3 } from 'three';
import { cameraPosition, FIELD_OF_VIEW, type FullCameraState } from './camera.ts';
import { BOX_HALF } from './world.ts';

/** Largest share of the view that the box fills at home. */
export type Fit = { readonly width: number; readonly height: number };

/** Flatter than this (sine of the angle) nobody can aim at a place of the plane. */
const LEAST_SLANT = 0.08;

export type ScreenPoint = { x: number; y: number };

/** The perspective camera of a view, fitted to its size, and the way from world to CSS pixels. */
export class SceneCamera {
  readonly camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.1, 100);
  width = 1;
  height = 1;
  readonly #home: FullCameraState;
  readonly #fit: Fit;
  readonly #point = new Vector3();

  constructor(home: FullCameraState, fit: Fit) {
    this.#home = home;
    this.#fit = fit;
  }

  resize(width: number, height: number, length: number): void {
    this.width = width;
    this.height = height;
    this.camera.aspect = width / height;
    this.camera.zoom = 1;
    this.place(this.#home);
    // Zooming the projection keeps the perspective the same in every size of view.
    const box = this.#boxShare(length);
    this.camera.zoom = Math.min(this.#fit.width / box.width, this.#fit.height / box.height);
    this.camera.updateProjectionMatrix();
  }

  place(state: FullCameraState): void {
    this.camera.position.set(...cameraPosition(state));
    this.camera.lookAt(...state.target);
    this.camera.updateProjectionMatrix();
    this.camera.updateMatrixWorld();
  }

  /** CSS pixels of a world point; false when it lies behind the camera. */
  project(x: number, y: number, z: number, out: ScreenPoint): boolean {
    this.#point.set(x, y, z).project(this.camera);
    out.x = (this.#point.x * 0.5 + 0.5) * this.width;
    out.y = (-this.#point.y * 0.5 + 0.5) * this.height;
    return this.#point.z < 1;
  }

  /** Where the line of sight through a pixel meets the plane at `x` (world y and z); null where it is seen from its edge. */
  onPlane(x: number, pixel: ScreenPoint): { readonly y: number; readonly z: number } | null {
    const eye = this.camera.position;
    const sight = this.#point
      .set((pixel.x / this.width) * 2 - 1, 1 - (pixel.y / this.height) * 2, 0.5)
      .unproject(this.camera)
      .sub(eye)
      .normalize();
    const along = (x - eye.x) / sight.x;
    if (Math.abs(sight.x) < LEAST_SLANT || along <= 0) return null;
    return { y: eye.y + along * sight.y, z: eye.z + along * sight.z };
  }

  /** World units a CSS pixel spans at distance `distance`. */
  unitsPerPixel(distance: number): number {
    return (2 * Math.tan((FIELD_OF_VIEW * Math.PI) / 360) * distance) / (this.height * this.camera.zoom);
  }

  #boxShare(length: number): { width: number; height: number } {
    const xs: number[] = [];
    const ys: number[] = [];
    const screen = { x: 0, y: 0 };
    for (let corner = 0; corner < 8; corner++) {
      const sign = (bit: number) => (corner & bit ? 1 : -1);
      this.project((sign(1) * length) / 2, sign(2) * BOX_HALF, sign(4) * BOX_HALF, screen);
      xs.push(screen.x);
      ys.push(screen.y);
    }
    return {
      width: (Math.max(...xs) - Math.min(...xs)) / this.width,
      height: (Math.max(...ys) - Math.min(...ys)) / this.height,
    };
  }
}
