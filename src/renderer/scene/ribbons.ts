import {
  BufferAttribute,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
  Mesh,
  type ShaderMaterial,
  Vector3,
} from 'three';
import type { Rgb } from '../styles/tokens.ts';
import { COLOUR_MODES, layerMaterial } from './materials.ts';
import { POINT_SIZE } from './path-points.ts';
import { RIBBON_FRAGMENT, RIBBON_VERTEX } from './shaders.ts';
import type { SharedUniforms } from './shared-uniforms.ts';
import type { ColourBy } from './types.ts';

export type RibbonLook = {
  /** CSS pixels. */
  readonly width: number;
  readonly order: number;
  readonly colour?: Rgb;
  /** Alpha of what lies before and after t; `tail` is the Δt over which the past fades to 35 %. */
  readonly past: number;
  readonly future: number;
  readonly tail: number;
  readonly additive: boolean;
};

const QUAD = new Float32Array([0, -1, 0, 1, -1, 0, 1, 1, 0, 0, 1, 0]);
/** A time no clock reaches: lines that do not belong to t are all past. */
const NEVER_FADES = { value: 1e9 };

/** Many polylines as instanced quads, one a segment, of a constant width on the screen. */
export class Ribbons {
  readonly mesh: Mesh<InstancedBufferGeometry, ShaderMaterial>;
  readonly #width: number;
  readonly #shared: SharedUniforms;
  readonly #solid = { value: new Vector3() };
  readonly #strength = { past: { value: 1 }, future: { value: 1 }, tail: { value: 1 }, additive: { value: 0 } };
  readonly #pixels: { value: number };
  readonly #mode: { value: number } = { value: COLOUR_MODES.run };
  readonly #opacity = { value: 1 };
  #capacity = 0;
  #instances = 0;

  /** `timed`: the part after the shared `now` is drawn with `future` alpha. */
  constructor(shared: SharedUniforms, look: RibbonLook, timed: boolean) {
    this.#shared = shared;
    this.#width = look.width;
    this.#pixels = { value: look.width };
    const material = layerMaterial(RIBBON_VERTEX, RIBBON_FRAGMENT, {
      resolution: shared.resolution,
      fog: shared.fog,
      map: shared.map,
      palette: shared.palette,
      timeLength: shared.timeLength,
      now: timed ? shared.now : NEVER_FADES,
      width: this.#pixels,
      solid: this.#solid,
      mode: this.#mode,
      opacity: this.#opacity,
      ...this.#strength,
    });
    this.mesh = new Mesh(emptyGeometry(), material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = look.order;
    this.setLook(look);
  }

  setLook({ colour, past, future, tail, additive }: Omit<RibbonLook, 'order' | 'width'>): void {
    if (colour) this.setColour(colour);
    this.#strength.past.value = past;
    this.#strength.future.value = future;
    this.#strength.tail.value = tail;
    this.#strength.additive.value = additive ? 1 : 0;
  }

  setColour(colour: Rgb): void {
    this.#solid.value.set(...colour);
  }

  setColourBy(colourBy: ColourBy): void {
    this.#mode.value = COLOUR_MODES[colourBy];
  }

  set opacity(opacity: number) {
    this.#opacity.value = opacity;
  }

  set visible(visible: boolean) {
    this.mesh.visible = visible;
  }

  /** Device pixels: follows the pixel ratio. */
  updateWidth(): void {
    this.#pixels.value = this.#width * this.#shared.pixelRatio.value;
  }

  /** Takes a point list; the buffers are reused while it fits into them. */
  setPoints(points: Float32Array, tones?: Float32Array): void {
    const count = points.length / POINT_SIZE;
    if (count > this.#capacity) this.#grow(count);
    const geometry = this.mesh.geometry;
    const start = geometry.getAttribute('start') as InterleavedBufferAttribute;
    const tone = geometry.getAttribute('tone') as InstancedBufferAttribute;
    start.data.array.set(points);
    start.data.needsUpdate = true;
    if (tones) {
      tone.array.set(tones);
      tone.needsUpdate = true;
    }
    this.#instances = Math.max(0, count - 1);
    geometry.instanceCount = this.#instances;
  }

  /** Draws only the first part of the list: paths lie in it one after another. */
  setShare(share: number): void {
    this.mesh.geometry.instanceCount = Math.floor(this.#instances * share);
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.mesh.removeFromParent();
  }

  #grow(count: number): void {
    this.mesh.geometry.dispose();
    const geometry = emptyGeometry();
    const buffer = new InstancedInterleavedBuffer(new Float32Array(count * POINT_SIZE), POINT_SIZE, 1);
    buffer.setUsage(DynamicDrawUsage);
    // Both ends of segment i are read from the same list, one point apart.
    geometry.setAttribute('start', new InterleavedBufferAttribute(buffer, POINT_SIZE, 0));
    geometry.setAttribute('end', new InterleavedBufferAttribute(buffer, POINT_SIZE, POINT_SIZE));
    geometry.setAttribute('tone', new InstancedBufferAttribute(new Float32Array(count), 1));
    this.mesh.geometry = geometry;
    this.#capacity = count;
  }
}

function emptyGeometry(): InstancedBufferGeometry {
  const geometry = new InstancedBufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(QUAD, 3));
  geometry.setIndex([0, 1, 2, 0, 2, 3]);
  geometry.instanceCount = 0;
  return geometry;
}
