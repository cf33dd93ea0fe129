import type { Object3D } from 'three';
import { tokenColour } from '../styles/tokens.ts';
import { ORDER } from './materials.ts';
import { linePoints } from './path-points.ts';
import { Ribbons } from './ribbons.ts';
import type { SharedUniforms } from './shared-uniforms.ts';
import type { ShownRegion, Theme } from './types.ts';
import type { World } from './world.ts';

/** The outline of an isolated region in the plane of its t. */
export class Region {
  readonly #line: Ribbons;
  #region: ShownRegion | null = null;

  constructor(shared: SharedUniforms, scene: Object3D, theme: Theme) {
    const steady = { past: 1, future: 1, tail: 1e9, additive: false };
    this.#line = new Ribbons(shared, { ...steady, width: 1.5, order: ORDER.planeFrame }, false);
    this.#line.visible = false;
    scene.add(this.#line.mesh);
    this.setTheme(theme);
  }

  setRegion(region: ShownRegion | null, world: World): void {
    this.#region = region;
    this.place(world);
  }

  /** For another window of the data. */
  place(world: World): void {
    const region = this.#region;
    this.#line.visible = region !== null;
    const [first] = region?.polygon ?? [];
    if (!region || !first) return;
    const closed = [...region.polygon, first];
    this.#line.setPoints(linePoints([closed.flatMap(([x1, x2]) => [world.x(region.t), world.y(x2), world.z(x1)])]));
  }

  setTheme(theme: Theme): void {
    this.#line.setColour(tokenColour('accent', theme));
  }

  updateWidth(): void {
    this.#line.updateWidth();
  }

  dispose(): void {
    this.#line.dispose();
  }
}
