import type { Object3D } from 'three';
import { resolveColour } from '../styles/tokens.ts';
import { CloudLayers } from './cloud-layers.ts';
import { conditionTones } from './condition-tones.ts';
import { Follow } from './follow.ts';
import { Frame } from './frame.ts';
import type { LabelLayer } from './labels.ts';
import { PathLayers, type PathSettings } from './path-layers.ts';
import type { SharedUniforms } from './shared-uniforms.ts';
import { SlicePlane } from './slice-plane.ts';
import type { ColourBy, FlowData, Layers, Theme } from './types.ts';
import type { World } from './world.ts';

/** Everything that is drawn, and what goes to all of it at once. */
export class SceneParts {
  readonly frame: Frame;
  readonly paths: PathLayers;
  readonly clouds: CloudLayers;
  readonly slice: SlicePlane;
  readonly follow: Follow;
  readonly #shared: SharedUniforms;

  constructor(shared: SharedUniforms, scene: Object3D, labels: LabelLayer, theme: Theme, settings: PathSettings) {
    this.#shared = shared;
    this.frame = new Frame(shared, scene, theme);
    this.paths = new PathLayers(shared, scene, theme, settings);
    this.clouds = new CloudLayers(shared, scene, theme, settings.compact);
    this.slice = new SlicePlane(shared, scene, theme);
    this.follow = new Follow(shared, scene, labels);
  }

  setData(data: FlowData, world: World, glides: boolean): void {
    const tones = conditionTones(data.trajectories.conditions, data.conditionColours);
    const toneOf = (particle: number) => tones[particle] ?? 0;
    this.paths.setData(data, world, toneOf);
    this.clouds.setData(data, world, toneOf, glides);
    this.slice.setField(data.field);
    this.follow.setParticle(this.follow.particle, data, world);
  }

  setTime(t: number, now: number, data: FlowData | null, world: World): boolean {
    this.#shared.now.value = t;
    const gliding = this.clouds.setTime(t, now, world);
    if (data) {
      this.slice.setTime(t, world, data.field, this.clouds.places, data.speedMax);
      this.follow.setTime(t, data, world);
    }
    return gliding;
  }

  setColours(data: FlowData, colourBy: ColourBy, theme: Theme): void {
    const colour = resolveColour(data.colour, theme);
    this.#shared.setPalette(data.conditionColours?.map((each) => resolveColour(each, theme)) ?? null);
    this.paths.setColour(colour, colourBy);
    this.clouds.setColour(colour, colourBy === 'condition');
    this.follow.setColours(colour, theme);
  }

  setTheme(theme: Theme): void {
    this.#shared.setTheme(theme);
    for (const part of [this.frame, this.paths, this.clouds, this.slice]) part.setTheme(theme);
  }

  setLayers(layers: Layers): void {
    for (const part of [this.paths, this.clouds, this.slice]) part.setLayers(layers);
  }

  setReduced(reduced: boolean): void {
    this.paths.setReduced(reduced);
    this.slice.setReduced(reduced);
  }

  /** Widths and sizes are in device pixels. */
  updateWidths(): void {
    for (const part of this.#all()) part.updateWidth();
  }

  dispose(): void {
    for (const part of this.#all()) part.dispose();
  }

  #all() {
    return [this.frame, this.paths, this.clouds, this.slice, this.follow] as const;
  }
}
