import { mapColour, mapRange } from '../../scene/colour-map.ts';
import type { Theme } from '../../scene/types.ts';
import { cssColour } from '../../styles/tokens.ts';

/** Colour of a speed as a share of the largest shown (clamped to 0 … 1). */
export function speedColour(share: number, theme: Theme): string {
  return cssColour(mapColour('viridis', share, mapRange(theme)));
}
