/** What every WebGL canvas of the window is made with. */
import { ColorManagement, LinearSRGBColorSpace, WebGLRenderer } from 'three';
import { NoWebGlError } from './no-web-gl.ts';
import { isSoftwareRenderer } from './quality.ts';

// The shaders write sRGB values themselves.
ColorManagement.enabled = false;

const MAX_PIXEL_RATIO = 2;
/** Drawn pixels of a view at most, where more are drawn than the screen has: a 4K window on a plain screen stays fast. */
const MOST_SPARE_PIXELS = 12e6;

/**
 * Drawn pixels of a CSS pixel in full quality. Lines thinner than a pixel and flat arrows come out even only when they are
 * sampled finer than a plain screen shows them, so it gets the two that a dense one has.
 */
export function fullRatio(width: number, height: number, screen = devicePixelRatio): number {
  const spare = width * height * MAX_PIXEL_RATIO ** 2 <= MOST_SPARE_PIXELS;
  return spare ? MAX_PIXEL_RATIO : Math.min(screen, MAX_PIXEL_RATIO);
}
export const LOST_MESSAGE = 'The graphics driver was reset. This is the last picture; the view comes back by itself.';

export function makeCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  return canvas;
}

export function makeMessage(): HTMLDivElement {
  const message = document.createElement('div');
  message.className = 'scene-message';
  message.setAttribute('role', 'status');
  return message;
}

export type Graphics = { readonly renderer: WebGLRenderer; readonly software: boolean };

/** Throws `NoWebGlError` where there is no WebGL 2. `keep`: what was drawn stays until it is drawn over. */
export function makeRenderer(canvas: HTMLCanvasElement, keep: boolean): Graphics {
  const software = hasSoftwareGraphics();
  const attributes = { alpha: true, antialias: !software, premultipliedAlpha: true, preserveDrawingBuffer: keep };
  const context = canvas.getContext('webgl2', attributes) as WebGL2RenderingContext | null;
  if (!context) throw new NoWebGlError();
  const renderer = new WebGLRenderer({ canvas, context, ...attributes });
  renderer.outputColorSpace = LinearSRGBColorSpace;
  renderer.setClearColor(0, 0);
  return { renderer, software };
}

let softwareGraphics: boolean | undefined;

/** Asked before the view's own context is made: there, smoothing edges by samples would cost eight times the frame. */
function hasSoftwareGraphics(): boolean {
  if (softwareGraphics === undefined) {
    const context = document.createElement('canvas').getContext('webgl2');
    const names = context?.getExtension('WEBGL_debug_renderer_info');
    softwareGraphics = names ? isSoftwareRenderer(String(context?.getParameter(names.UNMASKED_RENDERER_WEBGL))) : false;
    context?.getExtension('WEBGL_lose_context')?.loseContext();
  }
  return softwareGraphics;
}
