import { BufferAttribute, BufferGeometry, DoubleSide, Group, Mesh, type Object3D, type ShaderMaterial } from 'three';
import { tokenColour } from '../styles/tokens.ts';
import { ARROW_GRID, Arrows } from './arrows.ts';
import { mapRange } from './colour-map.ts';
import { DensityGrid } from './density.ts';
import { FieldPlane } from './field-volume.ts';
import { ARROW_ALPHA, PLANE_FILL } from './looks.ts';
import { layerMaterial, ORDER } from './materials.ts';
import { linePoints } from './path-points.ts';
import { Ribbons } from './ribbons.ts';
import { FLAT_FRAGMENT, FLAT_VERTEX } from './shaders.ts';
import type { SharedUniforms } from './shared-uniforms.ts';
import { DEFAULT_LAYERS, type FieldVolume, type Layers, type Theme } from './types.ts';
import { BOX_HALF, type World } from './world.ts';

const STEADY = { past: 1, future: 1, tail: 1e9, additive: false };
/** Smoothing of the density that fades the arrows, as a share of the window. */
export const BANDWIDTH = 0.04;

/** The plane at t: fill, frame, foot mark on the t axis, arrows, and the dashed frame of a hovered time. */
export class SlicePlane {
  readonly #group = new Group();
  readonly #hover = new Group();
  readonly #fill: Mesh<BufferGeometry, ShaderMaterial>;
  /** The frame of the plane, and its foot mark on the t axis. */
  readonly #frame: Ribbons;
  readonly #hoverFrame: Ribbons;
  readonly #arrows = new Arrows();
  readonly #density = new DensityGrid(48);
  #plane: FieldPlane | null = null;
  #layers: Layers = DEFAULT_LAYERS;
  #theme: Theme;
  #reduced = false;

  constructor(shared: SharedUniforms, scene: Object3D, theme: Theme) {
    this.#theme = theme;
    this.#fill = fillMesh();
    this.#frame = new Ribbons(shared, { ...STEADY, width: 1.2, order: ORDER.planeFrame }, false);
    this.#frame.opacity = 0.95;
    this.#hoverFrame = new Ribbons(shared, { ...STEADY, width: 1, order: ORDER.planeFrame }, false);
    this.#hoverFrame.opacity = 0.7;
    this.placeFoot(1);
    this.#hoverFrame.setPoints(linePoints(dashes(square(), 40)));
    this.#group.add(this.#fill, this.#frame.mesh, this.#arrows.mesh);
    this.#hover.add(this.#hoverFrame.mesh);
    this.#hover.visible = false;
    scene.add(this.#group, this.#hover);
    this.setTheme(theme);
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    const accent = tokenColour('accent', theme);
    for (const ribbons of this.#ribbons()) ribbons.setColour(accent);
    const colours = this.#fill.geometry.getAttribute('colour') as BufferAttribute;
    for (let k = 0; k < colours.count; k++) colours.setXYZW(k, ...accent, 1);
    colours.needsUpdate = true;
    this.setLayers(this.#layers);
  }

  setLayers(layers: Layers): void {
    this.#layers = layers;
    const { slice, arrows } = layers;
    for (const part of [this.#fill, this.#frame.mesh]) part.visible = slice.visible;
    const fill = PLANE_FILL[this.#theme] * (slice.opacity / DEFAULT_LAYERS.slice.opacity);
    if (this.#fill.material.uniforms.opacity) this.#fill.material.uniforms.opacity.value = Math.min(1, fill);
    this.#arrows.opacity = ARROW_ALPHA[this.#theme] * (arrows.opacity / DEFAULT_LAYERS.arrows.opacity);
    this.#arrows.mesh.visible = arrows.visible && this.#plane !== null;
  }

  setField(field: FieldVolume | null): void {
    const known = this.#plane;
    if (field === null) this.#plane = null;
    else if (known?.grid !== field.grid || known.extent !== field.extent)
      this.#plane = new FieldPlane(field.grid, field.extent);
    this.setLayers(this.#layers);
  }

  setReduced(reduced: boolean): void {
    this.#reduced = reduced;
  }

  placeFoot(nearSide: 1 | -1): void {
    const near = -nearSide * BOX_HALF;
    this.#frame.setPoints(linePoints([square(), [0, -BOX_HALF, near, 0, -BOX_HALF, near * 1.085]]));
  }

  /** Moves the plane and, when they are seen, rewrites the arrows. `placesOf` tells the particles there, `[n, 2]`. */
  setTime(t: number, world: World, field: FieldVolume | null, placesOf: () => Float32Array, speedMax: number): void {
    moveTo(this.#group, world.x(t));
    if (!field || !this.#plane || !this.#arrows.mesh.visible) return;
    this.#plane.load(field, t);
    this.#density.load(placesOf(), world.extent, world.extent * BANDWIDTH);
    const side = this.#reduced ? ARROW_GRID.reduced : ARROW_GRID.full;
    this.#arrows.update(this.#plane, this.#density, world, speedMax, side, mapRange(this.#theme));
  }

  setHoverTime(t: number | null, world: World): void {
    this.#hover.visible = t !== null;
    if (t !== null) moveTo(this.#hover, world.x(t));
  }

  updateWidth(): void {
    for (const ribbons of this.#ribbons()) ribbons.updateWidth();
  }

  dispose(): void {
    for (const ribbons of this.#ribbons()) ribbons.dispose();
    this.#arrows.dispose();
    this.#fill.geometry.dispose();
    this.#fill.material.dispose();
    this.#group.removeFromParent();
    this.#hover.removeFromParent();
  }

  #ribbons(): readonly Ribbons[] {
    return [this.#frame, this.#hoverFrame];
  }
}

/** The scene itself moves nothing. */
function moveTo(group: Group, x: number): void {
  if (group.position.x === x) return;
  group.position.x = x;
  group.updateMatrixWorld(true);
}

function square(): number[] {
  const half = BOX_HALF;
  return [0, -half, -half, 0, -half, half, 0, half, half, 0, half, -half, 0, -half, -half];
}

/** Cuts a polyline of four equal sides into `count` dashes a side. */
function dashes(line: readonly number[], count: number): number[][] {
  const out: number[][] = [];
  for (let k = 0; k + 5 < line.length; k += 3) {
    for (let i = 0; i < count; i++) {
      const point = (share: number) =>
        [0, 1, 2].map((axis) => (line[k + axis] ?? 0) + ((line[k + 3 + axis] ?? 0) - (line[k + axis] ?? 0)) * share);
      out.push([...point(i / count), ...point((i + 0.5) / count)]);
    }
  }
  return out;
}

function fillMesh(): Mesh<BufferGeometry, ShaderMaterial> {
  const half = BOX_HALF;
  const geometry = new BufferGeometry();
  const corners = [0, -half, -half, 0, -half, half, 0, half, half, 0, half, -half];
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(corners), 3));
  geometry.setAttribute('colour', new BufferAttribute(new Float32Array(16), 4));
  geometry.setIndex([0, 1, 2, 0, 2, 3]);
  const material = layerMaterial(FLAT_VERTEX, FLAT_FRAGMENT, { opacity: { value: 1 } });
  material.side = DoubleSide;
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.renderOrder = ORDER.planeFill;
  return mesh;
}
