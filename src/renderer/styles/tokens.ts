/** Reads the colours of tokens.css for the parts that paint by themselves (WebGL, canvas). */

export type Rgb = readonly [number, number, number];

const cache = new Map<string, string>();

/** Value of `--name` in a theme, whichever theme the page shows just now. */
export function token(name: string, theme: 'dark' | 'light'): string {
  const key = `${theme}/${name}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = inTheme(theme, (probe) => getComputedStyle(probe).getPropertyValue(`--${name}`).trim());
  if (value !== '') cache.set(key, value);
  return value;
}

/** Any CSS colour, `var(…)` included, as sRGB parts in 0 … 1. */
export function resolveColour(colour: string, theme: 'dark' | 'light'): Rgb {
  return parseColour(colour) ?? inTheme(theme, (probe) => computedColour(probe, colour));
}

export function tokenColour(name: string, theme: 'dark' | 'light'): Rgb {
  return resolveColour(token(name, theme), theme);
}

/** `#rgb`, `#rrggbb` and `rgb(r, g, b)`; null for anything else. */
export function parseColour(colour: string): Rgb | null {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour.trim())?.[1];
  if (hex !== undefined) {
    const size = hex.length / 3;
    const part = (i: number) => Number.parseInt(hex.slice(i * size, (i + 1) * size).padEnd(2, hex[i * size]), 16) / 255;
    return [part(0), part(1), part(2)];
  }
  const parts = /^rgba?\(([^)]*)\)$/.exec(colour.trim())?.[1]?.split(/[\s,/]+/);
  const [red, green, blue] = (parts ?? []).map(Number);
  if (red === undefined || green === undefined || blue === undefined) return null;
  return [red / 255, green / 255, blue / 255];
}

export function cssColour([red, green, blue]: Rgb, alpha = 1): string {
  const byte = (part: number) => Math.round(part * 255);
  return `rgb(${byte(red)} ${byte(green)} ${byte(blue)} / ${alpha})`;
}

function computedColour(probe: HTMLElement, colour: string): Rgb {
  probe.style.color = colour;
  return parseColour(getComputedStyle(probe).color) ?? [0.5, 0.5, 0.5];
}

/** tokens.css themes any element that carries the attribute, so a hidden one tells a theme's values at any time. */
function inTheme<T>(theme: 'dark' | 'light', read: (probe: HTMLElement) => T): T {
  const probe = document.createElement('div');
  probe.dataset.theme = theme;
  probe.hidden = true;
  document.body.append(probe);
  try {
    return read(probe);
  } finally {
    probe.remove();
  }
}
