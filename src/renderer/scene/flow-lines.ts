import { BufferAttribute, BufferGeometry, Mesh, type ShaderMaterial, Vector3 } from 'three';
import { type FlowPlaces, prefixedPlaces } from './flow-places.ts';
import { COLOUR_MODES, layerMaterial } from './materials.ts';
import { FLOW_LINE_VERTEX, RIBBON_FRAGMENT } from './shaders.ts';
import type { SharedUniforms } from './shared-uniforms.ts';

/** Lines between where two flows have the same particles at the scene's time, coloured by their length. */
export class FlowLines {
  readonly mesh: Mesh<BufferGeometry, ShaderMaterial>;
  readonly #shared: SharedUniforms;
  readonly #width: number;
  readonly #pixels: { value: number };
  readonly #most = { value: 1 };
  #capacity = 0;

  constructor(
    shared: SharedUniforms,
    here: FlowPlaces,
    there: FlowPlaces,
    look: { readonly width: number; readonly order: number },
  ) {
    this.#shared = shared;
    this.#width = look.width;
    this.#pixels = { value: look.width };
    const { now, timeLength, resolution, fog, map, palette } = shared;
    const steady = { past: 1, future: 1, tail: 1e9, rest: 1, opacity: 1, additive: 0 };
    const material = layerMaterial(FLOW_LINE_VERTEX, RIBBON_FRAGMENT, {
      ...Object.fromEntries(Object.entries(steady).map(([name, value]) => [name, { value }])),
      ...here.uniforms,
      ...prefixedPlaces(there, 'other'),
      ...{ now, timeLength, resolution, fog, map, palette },
      width: this.#pixels,
      most: this.#most,
      solid: { value: new Vector3() },
      mode: { value: COLOUR_MODES.value },
    });
    this.mesh = new Mesh(new BufferGeometry(), material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = look.order;
  }

  /** For `count` particles; `most` is the distance at the upper end of the colour map. */
  setCount(count: number, most: number): void {
    if (count > this.#capacity) this.#grow(count);
    this.mesh.geometry.setDrawRange(0, 6 * count);
    this.#most.value = most;
  }

  set visible(visible: boolean) {
    this.mesh.visible = visible;
  }

  /** Device pixels: follows the pixel ratio. */
  updateWidth(): void {
    this.#pixels.value = this.#width * this.#shared.pixelRatio.value;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.mesh.removeFromParent();
  }

  /** Only indices: the shader makes the four corners of each line from their numbers. */
  #grow(count: number): void {
    this.mesh.geometry.dispose();
    const geometry = new BufferGeometry();
    const index = new Uint32Array(6 * count);
    for (let i = 0; i < count; i++)
      index.set(
        [0, 2, 3, 0, 3, 1].map((corner) => 4 * i + corner),
        6 * i,
      );
    geometry.setIndex(new BufferAttribute(index, 1));
    this.mesh.geometry = geometry;
    this.#capacity = count;
  }
}
