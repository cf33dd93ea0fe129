import { OffscreenFlow, type PictureSize, type SceneRecipe } from './offscreen-flow.ts';
import { pngOf } from './picture-copy.ts';
import type { Theme } from './types.ts';

/** A PNG of a view at exactly this size, in either theme. */
export async function stillPicture(recipe: SceneRecipe, size: PictureSize, theme: Theme): Promise<Uint8Array> {
  const flow = new OffscreenFlow(recipe, size, theme);
  try {
    await flow.ready();
    const blob = await pngOf(flow.frame(recipe.t, recipe.camera));
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    flow.dispose();
  }
}
