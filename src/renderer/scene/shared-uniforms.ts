import { ClampToEdgeWrapping, DataTexture, LinearFilter, NearestFilter, type Texture, Vector2 } from 'three';
import type { Rgb } from '../styles/tokens.ts';
import { type ColourMapName, LUT_SIZE, lutBytes, mapRange, paletteBytes } from './colour-map.ts';
import type { Theme } from './types.ts';

/** Uniforms that all materials hold by reference: writing one value here moves the whole scene. */
export class SharedUniforms {
  readonly now = { value: 0 };
  readonly resolution = { value: new Vector2(1, 1) };
  readonly fog = { value: new Vector2(0, 1) };
  readonly reach = { value: 9 };
  readonly pixelRatio = { value: 1 };
  readonly timeLength = { value: 1 };
  readonly map: { value: Texture };
  readonly palette: { value: Texture };
  #mapName: ColourMapName = 'viridis';

  constructor(theme: Theme) {
    this.map = { value: strip(lutBytes('viridis', mapRange(theme)), true) };
    this.palette = { value: colourStrip([[0.5, 0.5, 0.5]]) };
  }

  setTheme(theme: Theme): void {
    const image = this.map.value.image as { data: Uint8Array };
    image.data.set(lutBytes(this.#mapName, mapRange(theme)));
    this.map.value.needsUpdate = true;
  }

  /** The colour map of values: viridis for speeds and densities, magma for errors and divergences. */
  setMap(name: ColourMapName, theme: Theme): void {
    if (name === this.#mapName) return;
    this.#mapName = name;
    this.setTheme(theme);
  }

  /** Colours by condition; null goes by the condition's value along the colour map. */
  setPalette(colours: readonly Rgb[] | null): void {
    if (this.palette.value !== this.map.value) this.palette.value.dispose();
    this.palette.value = colours && colours.length > 0 ? colourStrip(colours) : this.map.value;
  }

  dispose(): void {
    this.palette.value.dispose();
    this.map.value.dispose();
  }
}

/** A list of colours that tones choose from: one texel each. */
export function colourStrip(colours: readonly Rgb[]): DataTexture {
  return strip(paletteBytes(colours), false);
}

function strip(bytes: Uint8Array, smooth: boolean): DataTexture {
  const texture = new DataTexture(bytes as Uint8Array<ArrayBuffer>, smooth ? LUT_SIZE : bytes.length / 4, 1);
  texture.minFilter = texture.magFilter = smooth ? LinearFilter : NearestFilter;
  texture.wrapS = texture.wrapT = ClampToEdgeWrapping;
  texture.needsUpdate = true;
  return texture;
}
