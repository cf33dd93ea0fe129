import {
  BufferAttribute,
  BufferGeometry,
  DynamicDrawUsage,
  InterleavedBuffer,
  InterleavedBufferAttribute,
  Mesh,
  type ShaderMaterial,
  type Texture,
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

/** Tails cover little, so they may be stronger. */
const TAIL_STRENGTH = 1.8;
/** Vertices of a point: one on each side of the line. */
const SIDES = 2;
/** Share of the past's alpha that is left after `tail`. */
const PAST_END = 0.35;
/** A time after every point: lines that do not belong to t are all past. */
const AFTER_ALL = { value: 2 };

/** Many polylines as bands of a constant width on the screen. */
export class Ribbons {
  readonly mesh: Mesh<BufferGeometry, ShaderMaterial>;
  readonly #width: number;
  readonly #shared: SharedUniforms;
  readonly #solid = { value: new Vector3() };
  readonly #strength = {
    past: { value: 1 },
    future: { value: 1 },
    tail: { value: 1 },
    rest: { value: PAST_END },
    additive: { value: 0 },
  };
  readonly #pixels: { value: number };
  readonly #mode: { value: number } = { value: COLOUR_MODES.run };
  readonly #opacity = { value: 1 };
  #capacity = 0;
  #indices = 0;

  /** `timed`: the part after the shared `now` is drawn with `future` alpha. `palette`: what tones choose from. */
  constructor(
    shared: SharedUniforms,
    look: RibbonLook,
    timed: boolean,
    palette: { readonly value: Texture } = shared.palette,
  ) {
    this.#shared = shared;
    this.#width = look.width;
    this.#pixels = { value: look.width };
    const material = layerMaterial(RIBBON_VERTEX, RIBBON_FRAGMENT, {
      resolution: shared.resolution,
      fog: shared.fog,
      map: shared.map,
      palette,
      timeLength: shared.timeLength,
      now: timed ? shared.now : AFTER_ALL,
      width: this.#pixels,
      solid: this.#solid,
      mode: this.#mode,
      opacity: this.#opacity,
      ...this.#strength,
    });
    this.mesh = new Mesh(new BufferGeometry(), material);
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

  /** Only the last `length` in t before now, fading to nothing; null: whole paths as the look says. */
  setTail(length: number | null, { past, future, tail }: Pick<RibbonLook, 'past' | 'future' | 'tail'>): void {
    this.#strength.tail.value = length ?? tail;
    this.#strength.rest.value = length === null ? PAST_END : 0;
    this.#strength.past.value = length === null ? past : Math.min(1, past * TAIL_STRENGTH);
    this.#strength.future.value = length === null ? future : 0;
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
    if (count < 2) {
      this.#indices = 0;
      this.mesh.geometry.setDrawRange(0, 0);
      return;
    }
    if (count > this.#capacity) this.#grow(count);
    const geometry = this.mesh.geometry;
    const list = (geometry.getAttribute('point') as InterleavedBufferAttribute).data;
    const tone = geometry.getAttribute('tone') as BufferAttribute;
    writePoints(list.array as Float32Array, points, count);
    if (tones) for (let i = 0; i < count; i++) tone.array.fill(tones[i] as number, i * SIDES, (i + 1) * SIDES);
    // And one more after the last, which marks its end.
    list.array.fill(-1, (count + 1) * SIDES * POINT_SIZE, (count + 2) * SIDES * POINT_SIZE);
    list.needsUpdate = true;
    tone.needsUpdate = true;
    this.#indices = writeIndices(geometry.index as BufferAttribute, points);
    geometry.setDrawRange(0, this.#indices);
  }

  /** Draws only the first part of the list: paths lie in it one after another. */
  setShare(share: number): void {
    this.mesh.geometry.setDrawRange(0, Math.floor((this.#indices / 6) * share) * 6);
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.mesh.removeFromParent();
  }

  #grow(count: number): void {
    this.mesh.geometry.dispose();
    const geometry = new BufferGeometry();
    const stride = POINT_SIZE * SIDES;
    const list = new InterleavedBuffer(new Float32Array((count + 2) * stride), POINT_SIZE).setUsage(DynamicDrawUsage);
    geometry.setAttribute('before', new InterleavedBufferAttribute(list, POINT_SIZE, 0));
    geometry.setAttribute('point', new InterleavedBufferAttribute(list, POINT_SIZE, stride));
    geometry.setAttribute('after', new InterleavedBufferAttribute(list, POINT_SIZE, 2 * stride));
    geometry.setAttribute('tone', new BufferAttribute(new Float32Array(count * SIDES), 1).setUsage(DynamicDrawUsage));
    geometry.setIndex(new BufferAttribute(new Uint32Array(Math.max(1, count - 1) * 6), 1));
    this.mesh.geometry = geometry;
    this.#capacity = count;
  }
}

/** Every point once for each side. The list begins with one point more, which the first point has before it. */
function writePoints(list: Float32Array, points: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const from = i * POINT_SIZE;
    const to = (i + 1) * SIDES * POINT_SIZE;
    for (let k = 0; k < POINT_SIZE; k++) {
      const value = points[from + k] as number;
      list[to + k] = value;
      list[to + POINT_SIZE + k] = value;
    }
  }
}

/** Two triangles for every segment, none across the gap between two paths. Returns how many indices there are. */
function writeIndices(index: BufferAttribute, points: Float32Array): number {
  let place = 0;
  for (let i = 1; i < points.length / POINT_SIZE; i++) {
    if ((points[i * POINT_SIZE + 3] as number) < 0) continue;
    const here = (i - 1) * SIDES;
    const next = i * SIDES;
    index.array.set([here, next, next + 1, here, next + 1, here + 1], place);
    place += 6;
  }
  index.needsUpdate = true;
  return place;
}
