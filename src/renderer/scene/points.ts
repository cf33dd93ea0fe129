import { BufferAttribute, BufferGeometry, DynamicDrawUsage, Points, type ShaderMaterial, Vector3 } from 'three';
import type { Rgb } from '../styles/tokens.ts';
import type { FlowPlaces } from './flow-places.ts';
import { COLOUR_MODES, layerMaterial } from './materials.ts';
import { FLOW_POINT_VERTEX, POINT_FRAGMENT, POINT_VERTEX } from './shaders.ts';
import type { SharedUniforms } from './shared-uniforms.ts';

export type CloudLook = {
  /** Diameter in CSS pixels at the target's distance. */
  readonly size: number;
  readonly order: number;
  readonly rimAlpha: number;
};

/**
 * A cloud of round points: where `positions` are written to, or, given the places of a flow, where its particles are at
 * the scene's time.
 */
export class Cloud {
  readonly points: Points<BufferGeometry, ShaderMaterial>;
  readonly #shared: SharedUniforms;
  readonly #size: number;
  readonly #solid = { value: new Vector3() };
  readonly #rim = { value: new Vector3() };
  readonly #pixels: { value: number };
  readonly #mode: { value: number } = { value: COLOUR_MODES.run };
  readonly #opacity = { value: 1 };
  /** Share of a glide that is done. */
  readonly #glided = { value: 1 };
  readonly #flow: FlowPlaces | null;
  #capacity = 0;
  #visible = true;

  constructor(shared: SharedUniforms, { size, order, rimAlpha }: CloudLook, flow: FlowPlaces | null = null) {
    this.#shared = shared;
    this.#size = size;
    this.#flow = flow;
    this.#pixels = { value: size };
    const moving = flow && {
      ...flow.uniforms,
      now: shared.now,
      timeLength: shared.timeLength,
      glided: this.#glided,
    };
    const material = layerMaterial(flow ? FLOW_POINT_VERTEX : POINT_VERTEX, POINT_FRAGMENT, {
      ...moving,
      fog: shared.fog,
      reach: shared.reach,
      palette: shared.palette,
      size: this.#pixels,
      solid: this.#solid,
      rim: this.#rim,
      mode: this.#mode,
      opacity: this.#opacity,
      rimAlpha: { value: rimAlpha },
    });
    this.points = new Points(new BufferGeometry(), material);
    this.points.frustumCulled = false;
    this.points.renderOrder = order;
    this.#grow(1);
    this.setCount(0);
  }

  setColours(colour: Rgb, rim: Rgb): void {
    this.#solid.value.set(...colour);
    this.#rim.value.set(...rim);
  }

  set byCondition(byCondition: boolean) {
    this.#mode.value = byCondition ? COLOUR_MODES.condition : COLOUR_MODES.run;
  }

  set opacity(opacity: number) {
    this.#opacity.value = opacity;
  }

  set visible(visible: boolean) {
    this.#visible = visible;
    this.points.visible = visible && this.points.geometry.drawRange.count > 0;
  }

  /** Places `[count, 2]` in data units from which the particles of a flow glide to where they are; null: none. */
  glideFrom(places: Float32Array | null): void {
    this.#glided.value = places ? 0 : 1;
    if (!places) return;
    const attribute = this.#attribute('from');
    attribute.array.set(places);
    attribute.needsUpdate = true;
  }

  set glided(share: number) {
    this.#glided.value = share;
  }

  updateSize(): void {
    this.#pixels.value = this.#size * this.#shared.pixelRatio.value;
  }

  /** World positions `[count, 3]` to write into, for `count` points; call `positionsChanged` afterwards. */
  positions(count: number): Float32Array {
    this.setCount(count);
    return this.#attribute('position').array as Float32Array;
  }

  positionsChanged(): void {
    this.#attribute('position').needsUpdate = true;
  }

  setTones(toneOf: (point: number) => number): void {
    const attribute = this.#attribute('tone');
    for (let i = 0; i < attribute.count; i++) attribute.array[i] = toneOf(i);
    attribute.needsUpdate = true;
  }

  setCount(count: number): void {
    if (count > this.#capacity) this.#grow(count);
    this.points.geometry.setDrawRange(0, count);
    this.points.visible = this.#visible && count > 0;
  }

  dispose(): void {
    this.points.geometry.dispose();
    this.points.material.dispose();
    this.points.removeFromParent();
  }

  #attribute(name: string): BufferAttribute {
    return this.points.geometry.getAttribute(name) as BufferAttribute;
  }

  #grow(count: number): void {
    this.points.geometry.dispose();
    const geometry = new BufferGeometry();
    const places = this.#flow
      ? new BufferAttribute(new Float32Array(count * 2), 2)
      : new BufferAttribute(new Float32Array(count * 3), 3).setUsage(DynamicDrawUsage);
    geometry.setAttribute(this.#flow ? 'from' : 'position', places);
    geometry.setAttribute('tone', new BufferAttribute(new Float32Array(count), 1));
    this.points.geometry = geometry;
    this.#capacity = count;
  }
}
