import type { Object3D } from 'three';
import { type Rgb, tokenColour } from '../styles/tokens.ts';
import { type Label, type LabelLayer, plain } from './labels.ts';
import { ORDER } from './materials.ts';
import { linePoints } from './path-points.ts';
import { Cloud } from './points.ts';
import { Ribbons } from './ribbons.ts';
import type { SharedUniforms } from './shared-uniforms.ts';
import { positionAt } from './trajectory.ts';
import type { FlowData, Theme } from './types.ts';
import type { World } from './world.ts';

const STEADY = { tail: 99, additive: false };

/**
 * The followed particle: its whole path on a casing, a large dot and its number; and the hovered one: a dot and its
 * number. Where flows share the picture, it is followed in each of them.
 */
export class Follow {
  readonly #casing: Ribbons;
  readonly #path: Ribbons;
  readonly #ends: Cloud;
  readonly #dot: Cloud;
  readonly #hoverDot: Cloud;
  readonly #flag: Label;
  readonly #hoverFlag: Label;
  readonly #labels: LabelLayer;
  particle: number | null = null;
  hovered: number | null = null;

  constructor(shared: SharedUniforms, scene: Object3D, labels: LabelLayer) {
    this.#labels = labels;
    this.#casing = new Ribbons(
      shared,
      { ...STEADY, past: 0.85, future: 0.6, width: 3.6, order: ORDER.followCasing },
      true,
    );
    this.#path = new Ribbons(shared, { ...STEADY, past: 1, future: 0.45, width: 1.6, order: ORDER.followPath }, true);
    this.#ends = new Cloud(shared, { size: 5, order: ORDER.followDot, rimAlpha: 0.9 });
    this.#dot = new Cloud(shared, { size: 10, order: ORDER.followDot, rimAlpha: 1 });
    this.#hoverDot = new Cloud(shared, { size: 8, order: ORDER.followDot, rimAlpha: 1 });
    this.#flag = labels.add('flag', [plain('0')]);
    this.#hoverFlag = labels.add('hover', [plain('0')]);
    scene.add(this.#casing.mesh, this.#path.mesh);
    for (const cloud of this.#clouds()) scene.add(cloud.points);
    this.setParticle(null, null, null);
    this.setHovered(null);
  }

  setColours(colour: Rgb, theme: Theme, byCondition: boolean): void {
    const text = tokenColour('text-1', theme);
    const ground = tokenColour('scene-bg', theme);
    this.#casing.setColour(ground);
    this.#path.setColour(text);
    this.#ends.setColours(text, ground);
    this.#dot.setColours(colour, text);
    this.#hoverDot.setColours(colour, text);
    this.#dot.byCondition = byCondition;
    this.#hoverDot.byCondition = byCondition;
  }

  /** Builds the paths that are followed. A particle that is not there is not followed. */
  setParticle(
    particle: number | null,
    data: FlowData | null,
    world: World | null,
    toneOf: (particle: number) => number = () => 0,
  ): void {
    const present = particle !== null && data !== null && world !== null && isThere(particle, data);
    this.particle = present ? particle : null;
    for (const part of [this.#casing, this.#path, this.#ends, this.#dot]) part.visible = present;
    this.#flag.visible = present;
    if (!present) return;
    const { copies = 1, trajectories } = data;
    const { frames, frameCount, particleCount, times } = trajectories;
    const lines = Array.from({ length: copies }, (_, copy) => {
      const line: number[] = [];
      for (let frame = 0; frame < frameCount; frame++) {
        const at = (frame * particleCount + particle * copies + copy) * 2;
        line.push(world.x(times[frame] ?? 0), world.y(frames[at + 1] ?? 0), world.z(frames[at] ?? 0));
      }
      return line;
    });
    const points = linePoints(lines);
    this.#casing.setPoints(points);
    this.#path.setPoints(points);
    this.#ends.positions(2 * copies).set(lines.flatMap((line) => [...line.slice(0, 3), ...line.slice(-3)]));
    this.#ends.positionsChanged();
    this.#dot.positions(copies);
    this.#hoverDot.positions(copies);
    for (const dot of [this.#dot, this.#hoverDot]) dot.setTones((copy) => toneOf(particle * copies + copy));
    this.#labels.setText(this.#flag, [plain(String(particle))]);
  }

  setHovered(particle: number | null): void {
    this.hovered = particle === this.particle ? null : particle;
    this.#hoverDot.visible = this.hovered !== null;
    this.#hoverFlag.visible = this.hovered !== null;
    if (this.hovered !== null) this.#labels.setText(this.#hoverFlag, [plain(String(this.hovered))]);
  }

  setTime(t: number, data: FlowData, world: World): void {
    if (this.particle !== null) place(this.#dot, this.#flag, this.particle, t, data, world);
    if (this.hovered !== null && isThere(this.hovered, data))
      place(this.#hoverDot, this.#hoverFlag, this.hovered, t, data, world);
  }

  updateWidth(): void {
    this.#casing.updateWidth();
    this.#path.updateWidth();
    for (const cloud of this.#clouds()) cloud.updateSize();
  }

  dispose(): void {
    this.#casing.dispose();
    this.#path.dispose();
    for (const cloud of this.#clouds()) cloud.dispose();
  }

  #clouds(): readonly Cloud[] {
    return [this.#ends, this.#dot, this.#hoverDot];
  }
}

function isThere(particle: number, { copies = 1, trajectories }: FlowData): boolean {
  return particle >= 0 && particle * copies + copies <= trajectories.particleCount;
}

/** One dot for each flow in the picture, the flag at the first. */
function place(dots: Cloud, flag: Label, particle: number, t: number, data: FlowData, world: World): void {
  const { copies = 1, trajectories } = data;
  const positions = dots.positions(copies);
  for (let copy = 0; copy < copies; copy++) {
    const [x1, x2] = positionAt(trajectories, particle * copies + copy, t);
    world.write(t, x1, x2, positions, 3 * copy);
    if (copy === 0) Object.assign(flag, { x: world.x(t), y: world.y(x2), z: world.z(x1), dx: 0, dy: -20 });
  }
  dots.positionsChanged();
}
