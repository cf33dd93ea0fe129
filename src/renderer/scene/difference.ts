import type { Object3D } from 'three';
import { resolveColour, tokenColour } from '../styles/tokens.ts';
import { FlowLines } from './flow-lines.ts';
import { FlowPlaces } from './flow-places.ts';
import { ORDER } from './materials.ts';
import { POINT_SIZE } from './path-points.ts';
import { Cloud } from './points.ts';
import { Ribbons } from './ribbons.ts';
import type { SharedUniforms } from './shared-uniforms.ts';
import { chosenPositionsAt } from './trajectory.ts';
import type { FlowData, Layers, Partner, Theme } from './types.ts';
import type { World } from './world.ts';

const STEADY = { past: 1, future: 1, tail: 1e9, additive: false };
const END_STRENGTH = 0.45;

/** Lines from where another flow has each particle to where this one has it: at t, and at t = 1 for good. */
export class Difference {
  readonly #there = new FlowPlaces();
  readonly #here: FlowPlaces;
  readonly #lines: FlowLines;
  readonly #ends: Ribbons;
  readonly #cloud: Cloud;
  #partner: Partner | null = null;

  /** `here`: the places of this flow's particles. */
  constructor(shared: SharedUniforms, scene: Object3D, here: FlowPlaces) {
    this.#here = here;
    this.#lines = new FlowLines(shared, here, this.#there, { width: 1.3, order: ORDER.planeFrame });
    this.#ends = new Ribbons(shared, { ...STEADY, width: 1, order: ORDER.clouds }, false);
    this.#ends.opacity = END_STRENGTH;
    this.#ends.setColourBy('value');
    this.#cloud = new Cloud(shared, { size: 2.6, order: ORDER.planeFrame, rimAlpha: 0.85 }, this.#there);
    scene.add(this.#lines.mesh, this.#ends.mesh, this.#cloud.points);
    this.#show(false);
  }

  setData(data: FlowData, world: World): void {
    this.#partner = data.partner ?? null;
    this.#show(this.#partner !== null);
    if (!this.#partner) return;
    const { trajectories, scale } = this.#partner;
    const present = this.#here.particles.filter((particle) => particle < trajectories.particleCount);
    this.#there.load(trajectories, present, world);
    this.#lines.setCount(present.length, scale);
    this.#cloud.setCount(present.length);
    this.#cloud.setTones(() => 0);
    this.#ends.setPoints(endPoints(data, this.#partner, present, world));
  }

  setTime(t: number): void {
    if (this.#partner) this.#there.setTime(t);
  }

  setColours(theme: Theme): void {
    if (!this.#partner) return;
    this.#cloud.setColours(resolveColour(this.#partner.colour, theme), tokenColour('scene-bg', theme));
  }

  setLayers({ particles }: Layers): void {
    this.#cloud.opacity = particles.opacity;
  }

  updateWidth(): void {
    this.#lines.updateWidth();
    this.#ends.updateWidth();
    this.#cloud.updateSize();
  }

  dispose(): void {
    for (const part of [this.#lines, this.#ends, this.#cloud, this.#there]) part.dispose();
  }

  #show(shown: boolean): void {
    this.#lines.visible = shown;
    this.#ends.visible = shown;
    this.#cloud.visible = shown;
  }
}

/** Pairs of points at t = 1, the other flow's first; the tone is their distance. */
function endPoints(data: FlowData, partner: Partner, particles: Uint32Array, world: World): Float32Array {
  const points = new Float32Array(particles.length * 2 * POINT_SIZE);
  const [here, there] = [data.trajectories, partner.trajectories].map((flow) => {
    const places = new Float32Array(particles.length * 2);
    chosenPositionsAt(flow, 1, particles, places);
    return places;
  }) as [Float32Array, Float32Array];
  for (let i = 0; i < particles.length; i++) {
    const [x1, x2] = [here[2 * i] as number, here[2 * i + 1] as number];
    const [y1, y2] = [there[2 * i] as number, there[2 * i + 1] as number];
    const tone = Math.min(1, Math.hypot(x1 - y1, x2 - y2) / partner.scale);
    const from = 2 * i * POINT_SIZE;
    world.write(1, y1, y2, points, from);
    world.write(1, x1, x2, points, from + POINT_SIZE);
    points[from + 3] = -1 - tone;
    points[from + POINT_SIZE + 3] = tone;
  }
  return points;
}
