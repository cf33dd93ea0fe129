import type { Object3D } from 'three';
import { resolveColour, tokenColour } from '../styles/tokens.ts';
import { ORDER } from './materials.ts';
import { POINT_SIZE } from './path-points.ts';
import { Cloud } from './points.ts';
import { Ribbons } from './ribbons.ts';
import type { SharedUniforms } from './shared-uniforms.ts';
import { positionsAt } from './trajectory.ts';
import type { FlowData, Layers, Partner, Theme } from './types.ts';
import type { World } from './world.ts';

const STEADY = { past: 1, future: 1, tail: 1e9, additive: false };
const END_STRENGTH = 0.45;

/** Lines from where another flow has each particle to where this one has it: at t, and at t = 1 for good. */
export class Difference {
  readonly #lines: Ribbons;
  readonly #ends: Ribbons;
  readonly #cloud: Cloud;
  #partner: Partner | null = null;
  #count = 0;
  #points = new Float32Array(0);
  #here = new Float32Array(0);
  #there = new Float32Array(0);

  constructor(shared: SharedUniforms, scene: Object3D) {
    this.#lines = new Ribbons(shared, { ...STEADY, width: 1.3, order: ORDER.planeFrame }, false);
    this.#ends = new Ribbons(shared, { ...STEADY, width: 1, order: ORDER.clouds }, false);
    this.#ends.opacity = END_STRENGTH;
    this.#cloud = new Cloud(shared, { size: 2.6, order: ORDER.planeFrame, rimAlpha: 0.85 });
    for (const ribbons of [this.#lines, this.#ends]) {
      ribbons.setColourBy('value');
      scene.add(ribbons.mesh);
    }
    scene.add(this.#cloud.points);
    this.#show(false);
  }

  setData(data: FlowData, world: World): void {
    this.#partner = data.partner ?? null;
    this.#show(this.#partner !== null);
    if (!this.#partner) return;
    this.#count = Math.min(this.#partner.trajectories.particleCount, data.trajectories.particleCount);
    this.#points = new Float32Array(this.#count * 2 * POINT_SIZE);
    this.#here = new Float32Array(data.trajectories.particleCount * 2);
    this.#there = new Float32Array(this.#partner.trajectories.particleCount * 2);
    this.#cloud.setTones(() => 0);
    this.#write(1, data, world);
    this.#ends.setPoints(this.#points);
    this.#lines.setPoints(this.#points);
  }

  setTime(t: number, data: FlowData, world: World): void {
    if (!this.#partner) return;
    this.#write(t, data, world);
    this.#lines.movePoints(this.#points);
    const positions = this.#cloud.positions(this.#count);
    for (let i = 0; i < this.#count; i++) {
      for (let k = 0; k < 3; k++) positions[3 * i + k] = this.#points[2 * i * POINT_SIZE + k] as number;
    }
    this.#cloud.positionsChanged();
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
    for (const part of [this.#lines, this.#ends, this.#cloud]) part.dispose();
  }

  /** Pairs of points, the other flow's first; the tone is their distance. */
  #write(t: number, data: FlowData, world: World): void {
    const { trajectories, scale } = this.#partner as Partner;
    positionsAt(data.trajectories, t, this.#here);
    positionsAt(trajectories, t, this.#there);
    for (let i = 0; i < this.#count; i++) {
      const [x1, x2] = [this.#here[2 * i] as number, this.#here[2 * i + 1] as number];
      const [y1, y2] = [this.#there[2 * i] as number, this.#there[2 * i + 1] as number];
      const tone = Math.min(1, Math.hypot(x1 - y1, x2 - y2) / scale);
      const from = 2 * i * POINT_SIZE;
      world.write(t, y1, y2, this.#points, from);
      world.write(t, x1, x2, this.#points, from + POINT_SIZE);
      this.#points[from + 3] = -1 - tone;
      this.#points[from + POINT_SIZE + 3] = tone;
    }
  }

  #show(shown: boolean): void {
    this.#lines.visible = shown;
    this.#ends.visible = shown;
    this.#cloud.visible = shown;
  }
}
