import { SvelteMap } from 'svelte/reactivity';
import type { Isolation } from '../../shared/flow/isolate.ts';
import { DEFAULT_LAYERS, LAYERS, type Layer, type LayerName, type Layers } from '../../shared/flow/layers.ts';
import type { Condition } from '../../shared/model/condition.ts';
import type { RunId, RunSummary } from '../../shared/model/records.ts';

/** As they are called on the screen. */
export const LAYER_WORDS = {
  trajectories: 'Trajectories',
  exact: 'Exact flow',
  particles: 'Particles at t',
  source: 'Source, t = 0',
  data: 'Data, t = 1',
  slice: 'Slice plane',
  arrows: 'Velocity arrows',
  shadow: 'Floor shadow',
  grid: 'Grid',
} as const satisfies Record<LayerName, string>;
/** What trajectories are coloured by; `lens.svelte.ts` computes what the scene does not know itself. */
export type ColourBy =
  | 'speed'
  | 'condition'
  | 'run'
  | 'curvature'
  | 'divergence'
  | 'score'
  | 'energy'
  | 'density'
  | 'error';
export type Camera = {
  readonly azimuth: number;
  readonly elevation: number;
  readonly distance: number;
  /** World point that is looked at; left out: the one that is looked at now. */
  readonly target?: readonly [number, number, number];
};
export const CAMERA_PRESETS = ['home', 'front', 'along', 'top'] as const;
export type CameraPreset = (typeof CAMERA_PRESETS)[number];

/** How the flow is looked at: layers, colours, camera, condition, snapshot, followed particle. */
class View {
  layers = $state.raw<Layers>(DEFAULT_LAYERS);
  colourBy = $state<ColourBy>('speed');
  camera = $state.raw<Camera | null>(null);
  followed = $state<number | null>(null);
  /** The particle that the pointer rests on, in whichever view. */
  hovered = $state<number | null>(null);
  /** Length in t of the tails that are drawn instead of whole paths; null: whole paths. */
  tail = $state<number | null>(null);
  /** Particles that are looked at; null: all. */
  isolation = $state.raw<Isolation | null>(null);
  density = $state<'off' | 'slice' | 'volume'>('off');
  /** A camera preset that was asked for; `asked` grows with each wish, so the same one can be wished again. */
  wish = $state.raw<{ readonly preset: CameraPreset; readonly asked: number }>({ preset: 'home', asked: 0 });
  /** The element of the 3-D view, for copying its picture. */
  stage: HTMLElement | null = null;
  /** True while a condition is being dragged: then a rough picture at once is worth more than a full one later. */
  dragging = false;
  /** Particles of a sample and the seed of their noise: the same ids in every run and view. */
  readonly particles = 600;
  readonly seed = 7;

  #conditions = new SvelteMap<RunId, Condition>();
  /** Snapshot step shown of each run; a run without an entry shows its newest. */
  #steps = new SvelteMap<RunId, number>();
  #beforeSolo: Layers | null = null;

  /** The condition a run is looked at under. A radius model starts at radius 3 unless its data is elsewhere. */
  conditionOf(run: Pick<RunSummary, 'id' | 'config'>): Condition {
    const chosen = this.#conditions.get(run.id);
    if (chosen) return chosen;
    const byRadius = run.config.model === 'radius' && run.config.continuous === 'radius';
    return byRadius ? { kind: 'radius', value: 3 } : { kind: 'any' };
  }

  setCondition(id: RunId, condition: Condition, dragging = false): void {
    this.dragging = dragging;
    this.#conditions.set(id, condition);
  }

  /** Null: the newest snapshot. */
  stepOf(id: RunId): number | null {
    return this.#steps.get(id) ?? null;
  }

  setStep(id: RunId, step: number | null): void {
    if (step === null) this.#steps.delete(id);
    else this.#steps.set(id, step);
  }

  askPreset(preset: CameraPreset): void {
    this.wish = { preset, asked: this.wish.asked + 1 };
  }

  /** A camera that every view shall take: from a link. */
  placed = $state.raw<Camera | null>(null);
  placeCamera(camera: Camera): void {
    this.camera = camera;
    this.placed = { ...camera };
  }

  /** V: the presets in turn. */
  nextPreset(): void {
    const index = CAMERA_PRESETS.indexOf(this.wish.preset);
    this.askPreset(CAMERA_PRESETS[(index + 1) % CAMERA_PRESETS.length] ?? 'home');
  }

  setLayer(name: LayerName, change: Partial<Layer>): void {
    this.#beforeSolo = null;
    this.layers = { ...this.layers, [name]: { ...this.layers[name], ...change } };
  }

  toggleLayer(name: LayerName): void {
    this.setLayer(name, { visible: !this.layers[name].visible });
  }

  /** Shows only this layer; a second time brings the others back. */
  solo(name: LayerName): void {
    const before = this.#beforeSolo ?? this.layers;
    const already = LAYERS.every((other) => this.layers[other].visible === (other === name));
    if (this.#beforeSolo && already) {
      this.layers = before;
      this.#beforeSolo = null;
      return;
    }
    const entries = LAYERS.map((other) => [other, { ...before[other], visible: other === name }] as const);
    this.layers = Object.fromEntries(entries) as Record<LayerName, Layer>;
    this.#beforeSolo = before;
  }

  resetLayers(): void {
    this.#beforeSolo = null;
    this.layers = DEFAULT_LAYERS;
  }
}

export const view = new View();
