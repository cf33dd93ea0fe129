import { DensityGrid } from './density.ts';
import type { Theme } from './types.ts';

const SIZE = 70;
const FOG = {
  dark: { colour: [150, 175, 205], alpha: 46 },
  light: { colour: [60, 80, 105], alpha: 38 },
} as const;

/** Density of the particles, and its picture: grey fog under the streamlines. */
export class SliceFog {
  readonly density = new DensityGrid(SIZE);
  readonly #canvas = new OffscreenCanvas(SIZE, SIZE);
  readonly #image = new ImageData(SIZE, SIZE);

  draw(context: CanvasRenderingContext2D, size: number, theme: Theme): void {
    const { colour, alpha } = FOG[theme];
    const { data } = this.#image;
    for (let row = 0; row < SIZE; row++) {
      for (let column = 0; column < SIZE; column++) {
        // Picture rows go down, x₂ goes up.
        const mass = this.density.values[(SIZE - 1 - row) * SIZE + column] as number;
        const at = (row * SIZE + column) * 4;
        data[at] = colour[0];
        data[at + 1] = colour[1];
        data[at + 2] = colour[2];
        data[at + 3] = Math.min(1, (mass * 16) ** 0.55) * alpha;
      }
    }
    this.#canvas.getContext('2d')?.putImageData(this.#image, 0, 0);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.#canvas, 0, 0, size, size);
  }
}
