import { clampCamera, type FullCameraState, GLIDE_MS, glide, orbitBy, panBy, presetCamera, zoomBy } from './camera.ts';
import type { CameraMove, CameraPreset, CameraState } from './types.ts';

export type OrbitHooks = {
  /** The camera has moved; draw again. */
  readonly changed: () => void;
  readonly unitsPerPixel: (distance: number) => number;
  /** The pointer rests or moves at a place of the element without dragging; null when it left. */
  readonly hovered: (place: { x: number; y: number } | null) => void;
  readonly clicked: (place: { x: number; y: number }) => void;
};

/** A press that moves less than this many pixels is a click. */
const CLICK_SLACK = 4;
const LINE_PIXELS = 16;

/** Pointer and wheel: drag orbits, Shift-drag pans, the wheel zooms, presets glide. */
export class OrbitControl {
  state: FullCameraState;
  readonly home: FullCameraState;
  readonly #element: HTMLElement;
  readonly #hooks: OrbitHooks;
  readonly #listeners = new AbortController();
  #press: { x: number; y: number; dragged: boolean } | null = null;
  #gliding: { from: FullCameraState; to: FullCameraState; start: number } | null = null;

  constructor(element: HTMLElement, home: FullCameraState, hooks: OrbitHooks) {
    this.#element = element;
    this.#hooks = hooks;
    this.home = home;
    this.state = home;
    const options = { signal: this.#listeners.signal };
    element.addEventListener('pointerdown', (event) => this.#down(event), options);
    element.addEventListener('pointermove', (event) => this.#move(event), options);
    element.addEventListener('pointerup', (event) => this.#up(event), options);
    element.addEventListener('pointercancel', () => this.#release(), options);
    element.addEventListener('pointerleave', () => hooks.hovered(null), options);
    element.addEventListener('wheel', (event) => this.#wheel(event), { ...options, passive: false });
  }

  /** Jumps to a state (clamped), ending a glide. */
  set(state: CameraState): void {
    this.#gliding = null;
    this.state = clampCamera(state, this.state, this.home);
    this.#hooks.changed();
  }

  goTo(preset: CameraPreset): void {
    const to = clampCamera(presetCamera(preset, this.home), this.state, this.home);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.set(to);
      return;
    }
    this.#gliding = { from: this.state, to, start: performance.now() };
    this.#hooks.changed();
  }

  /** The same as dragging and the wheel, for keys. */
  steer(move: CameraMove): void {
    if (move.kind === 'zoom') this.set(zoomBy(this.state, move.wheel));
    else this.#dragged(move.kind, move.dx, move.dy);
  }

  /** Moves a glide on. True while it needs another frame. */
  tick(now: number): boolean {
    if (!this.#gliding) return false;
    const { from, to, start } = this.#gliding;
    const progress = (now - start) / GLIDE_MS;
    this.state = progress < 1 ? glide(from, to, progress) : to;
    if (progress >= 1) this.#gliding = null;
    return true;
  }

  dispose(): void {
    this.#listeners.abort();
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#press = { x: event.clientX, y: event.clientY, dragged: false };
    this.#element.setPointerCapture(event.pointerId);
  }

  #move(event: PointerEvent): void {
    if (!this.#press) {
      this.#hooks.hovered(this.#place(event));
      return;
    }
    const dx = event.clientX - this.#press.x;
    const dy = event.clientY - this.#press.y;
    if (!this.#press.dragged && Math.hypot(dx, dy) < CLICK_SLACK) return;
    this.#press = { x: event.clientX, y: event.clientY, dragged: true };
    this.#hooks.hovered(null);
    this.#dragged(event.shiftKey ? 'move' : 'turn', dx, dy);
  }

  #dragged(kind: 'turn' | 'move', dx: number, dy: number): void {
    const { state } = this;
    this.set(
      kind === 'move' ? panBy(state, dx, dy, this.#hooks.unitsPerPixel(state.distance)) : orbitBy(state, dx, dy),
    );
  }

  #up(event: PointerEvent): void {
    const clicked = this.#press !== null && !this.#press.dragged;
    this.#release();
    if (clicked) this.#hooks.clicked(this.#place(event));
  }

  #release(): void {
    this.#press = null;
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE_PIXELS : event.deltaY;
    this.set(zoomBy(this.state, pixels));
  }

  #place(event: PointerEvent): { x: number; y: number } {
    const box = this.#element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
}
