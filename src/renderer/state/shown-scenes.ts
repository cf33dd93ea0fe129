/** The 3-D views on the screen, so that a picture or movie can be made of the one that was touched last. */
import type { SceneRecipe } from '../scene/offscreen-flow.ts';

/** What the view shows now; null before it has something to show. */
export type Recipe = () => SceneRecipe | null;

const shown = new Set<Recipe>();
let touched: Recipe | null = null;

/** Returns the function that takes it off again. */
export function showScene(recipe: Recipe): () => void {
  shown.add(recipe);
  return () => {
    shown.delete(recipe);
    if (touched === recipe) touched = null;
  };
}

export function touchScene(recipe: Recipe): void {
  touched = recipe;
}

/** Of the view touched last, else of the first; null without one. */
export function shownRecipe(): SceneRecipe | null {
  const order = touched === null ? [...shown] : [touched, ...shown];
  for (const recipe of order) {
    const now = recipe();
    if (now !== null) return now;
  }
  return null;
}
