import { token } from '../styles/tokens.ts';
import type { Label } from './labels.ts';
import type { Theme } from './types.ts';

/** The view painted anew: ground, canvas and labels, at the canvas's own resolution. `width` is the view's in CSS pixels. */
export function paintPicture(
  canvas: HTMLCanvasElement,
  width: number,
  labels: readonly Label[],
  theme: Theme,
  copy: HTMLCanvasElement = document.createElement('canvas'),
): HTMLCanvasElement {
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext('2d');
  if (!context) throw new Error('This canvas has no 2-D context');
  context.fillStyle = token('scene-bg', theme);
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  const ratio = canvas.width / Math.max(1, width);
  context.scale(ratio, ratio);
  for (const label of labels) if (label.shown) drawLabel(context, label);
  return copy;
}

/** A PNG of the view. */
export function copyPicture(
  canvas: HTMLCanvasElement,
  width: number,
  labels: readonly Label[],
  theme: Theme,
): Promise<Blob> {
  return pngOf(paintPicture(canvas, width, labels, theme));
}

export async function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture could not be encoded');
  return blob;
}

function drawLabel(context: CanvasRenderingContext2D, { span, screenX, screenY, width, height }: Label): void {
  const box = getComputedStyle(span);
  context.fillStyle = box.backgroundColor;
  context.beginPath();
  context.roundRect(screenX - width / 2, screenY - height / 2, width, height, Number.parseFloat(box.borderRadius) || 0);
  context.fill();
  context.textBaseline = 'middle';
  let x = screenX - width / 2 + Number.parseFloat(box.paddingLeft);
  for (const node of span.childNodes) {
    const style = getComputedStyle(node instanceof Element ? node : span);
    context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.fillStyle = style.color;
    const text = node.textContent ?? '';
    context.fillText(text, x, screenY);
    x += context.measureText(text).width;
  }
}
