import { expect, it } from 'vitest';
import { LAYERS } from '../../shared/flow/layers.ts';
import { view } from './view.svelte.ts';

const shown = () => LAYERS.filter((name) => view.layers[name].visible);

it('shows one layer alone, and the others again the second time', () => {
  view.resetLayers();
  const before = view.layers;
  view.solo('data');
  expect(shown()).toEqual(['data']);
  view.solo('data');
  expect(view.layers).toEqual(before);
});

it('changes from one layer alone to another and back to what was shown before both', () => {
  view.resetLayers();
  view.toggleLayer('shadow');
  const before = view.layers;
  view.solo('data');
  view.solo('slice');
  expect(shown()).toEqual(['slice']);
  view.solo('slice');
  expect(view.layers).toEqual(before);
});

it('keeps what was changed while one layer was alone', () => {
  view.resetLayers();
  view.solo('data');
  view.toggleLayer('slice');
  expect(shown()).toEqual(['data', 'slice']);
  // Not a second time: since then the layers were chosen by hand.
  view.solo('data');
  expect(shown()).toEqual(['data']);
});

it('follows the newest snapshot until one is chosen, and again when that is let go', () => {
  expect(view.stepOf('a')).toBeNull();
  view.setStep('a', 20);
  expect([view.stepOf('a'), view.stepOf('b')]).toEqual([20, null]);
  view.setStep('a', null);
  expect(view.stepOf('a')).toBeNull();
});
