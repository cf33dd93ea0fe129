import { keptLabels, LABEL_RANKS, type LabelKind } from './label-layout.ts';
import type { ScreenPoint } from './scene-camera.ts';

export type LabelPart = { readonly text: string; readonly style: 'plain' | 'variable' | 'quiet' };

export const plain = (text: string): LabelPart => ({ text, style: 'plain' });
export const variable = (text: string): LabelPart => ({ text, style: 'variable' });
export const quiet = (text: string): LabelPart => ({ text, style: 'quiet' });

/** A piece of text tied to a point of the world, moved by (dx, dy) CSS pixels. */
export type Label = {
  readonly kind: LabelKind;
  readonly span: HTMLSpanElement;
  x: number;
  y: number;
  z: number;
  dx: number;
  dy: number;
  visible: boolean;
  /** Where it was put last, for copies of the picture. */
  screenX: number;
  screenY: number;
  shown: boolean;
  width: number;
  height: number;
  /** Where it stood when labels were laid out last. */
  readonly before: { x: number; y: number; z: number; dx: number; dy: number; visible: boolean };
};

const EDGE_GAP = 4;
/** A label may lie this far (CSS pixels) from its point to stay whole; further out it is hidden. */
const MAX_PULL = 32;

type Project = (x: number, y: number, z: number, out: ScreenPoint) => boolean;

/** The labels of a view as text elements over its canvas. */
export class LabelLayer {
  readonly labels: Label[] = [];
  readonly #element: HTMLDivElement;
  readonly #screen: ScreenPoint = { x: 0, y: 0 };
  /** Texts or labels changed since they were laid out last. */
  #changed = true;

  constructor(root: HTMLElement) {
    this.#element = document.createElement('div');
    this.#element.className = 'scene-labels';
    // The same is said in words by the page around the view.
    this.#element.setAttribute('aria-hidden', 'true');
    root.append(this.#element);
  }

  add(kind: LabelKind, parts: readonly LabelPart[]): Label {
    const span = document.createElement('span');
    span.className = `scene-label ${kind}`;
    this.#element.append(span);
    const place = { x: 0, y: 0, z: 0, dx: 0, dy: 0, screenX: 0, screenY: 0, width: 0, height: 0 };
    const before = { x: 0, y: 0, z: 0, dx: 0, dy: 0, visible: false };
    const label: Label = { kind, span, ...place, visible: true, shown: false, before };
    span.style.visibility = 'hidden';
    this.labels.push(label);
    this.setText(label, parts);
    return label;
  }

  setText(label: Label, parts: readonly LabelPart[]): void {
    const text = parts.map((part) => part.text).join('');
    if (text === label.span.textContent) return;
    this.#changed = true;
    // Digits all have one width, so a new number of the same length needs no measuring.
    if (text.length !== label.span.textContent?.length) label.width = 0;
    label.span.replaceChildren(...parts.map(partNode));
  }

  remove(label: Label): void {
    this.#changed = true;
    label.span.remove();
    this.labels.splice(this.labels.indexOf(label), 1);
  }

  /**
   * Puts every label at its projected point, inside the view, and hides those that overlap a more important one. Does
   * nothing where neither the camera (`moved`) nor a label moved, and writes to the page only what changed.
   */
  update(project: Project, viewWidth: number, viewHeight: number, moved = true): void {
    if (!this.#movedLabels() && !moved && !this.#changed) return;
    this.#changed = false;
    const candidates: Label[] = [];
    for (const label of this.labels) {
      const inFront = label.visible && project(label.x, label.y, label.z, this.#screen);
      if (!inFront) {
        this.#show(label, false);
        continue;
      }
      if (label.width === 0) {
        label.width = label.span.offsetWidth;
        label.height = label.span.offsetHeight;
      }
      const x = this.#screen.x + label.dx;
      const y = this.#screen.y + label.dy;
      const [left, top] = [label.screenX, label.screenY];
      label.screenX = Math.round(pulledInside(x, label.width, viewWidth));
      label.screenY = Math.round(pulledInside(y, label.height, viewHeight));
      if (label.screenX !== left || label.screenY !== top)
        label.span.style.transform = `translate(-50%, -50%) translate(${label.screenX}px, ${label.screenY}px)`;
      if (Math.abs(label.screenX - x) > MAX_PULL || Math.abs(label.screenY - y) > MAX_PULL) {
        this.#show(label, false);
        continue;
      }
      candidates.push(label);
    }
    const kept = keptLabels(
      candidates.map(({ screenX, screenY, width, height, kind }) => ({
        x: screenX,
        y: screenY,
        width,
        height,
        rank: LABEL_RANKS[kind],
      })),
    );
    candidates.forEach((label, i) => {
      this.#show(label, kept[i] === true);
    });
  }

  /** Fonts arrived or the theme changed: sizes are read again. */
  remeasure(): void {
    this.#changed = true;
    for (const label of this.labels) label.width = 0;
  }

  dispose(): void {
    this.#element.remove();
    this.labels.length = 0;
  }

  /** Whether any label moved, came or went since it was asked last. */
  #movedLabels(): boolean {
    let moved = false;
    for (const { before, x, y, z, dx, dy, visible } of this.labels) {
      if (visible === before.visible && x === before.x && y === before.y && z === before.z) {
        if (dx === before.dx && dy === before.dy) continue;
      }
      // A hidden label may move as it likes.
      moved ||= visible || before.visible;
      Object.assign(before, { x, y, z, dx, dy, visible });
    }
    return moved;
  }

  #show(label: Label, shown: boolean): void {
    if (label.shown === shown) return;
    label.shown = shown;
    label.span.style.visibility = shown ? 'visible' : 'hidden';
  }
}

/** The nearest centre at which a label of this size is whole. */
function pulledInside(centre: number, size: number, available: number): number {
  const margin = size / 2 + EDGE_GAP;
  return Math.min(Math.max(centre, margin), Math.max(margin, available - margin));
}

function partNode({ text, style }: LabelPart): Node {
  if (style === 'plain') return document.createTextNode(text);
  const node = document.createElement(style === 'variable' ? 'i' : 'span');
  if (style === 'quiet') node.className = 'quiet';
  node.textContent = text;
  return node;
}
