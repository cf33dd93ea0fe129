/** The layers of a flow's picture. */
export const LAYERS = [
  'trajectories',
  'exact',
  'particles',
  'source',
  'data',
  'slice',
  'arrows',
  'shadow',
  'grid',
] as const;
export type LayerName = (typeof LAYERS)[number];
export type Layer = { readonly visible: boolean; readonly opacity: number };
export type Layers = Readonly<Record<LayerName, Layer>>;

/** The opacities at which the scene looks as designed; other values scale from there. */
export const DEFAULT_LAYERS: Layers = {
  trajectories: { visible: true, opacity: 0.6 },
  /** The exact flow of the same particles, where it is closed form. */
  exact: { visible: false, opacity: 0.6 },
  particles: { visible: true, opacity: 1 },
  source: { visible: true, opacity: 0.75 },
  data: { visible: true, opacity: 0.5 },
  slice: { visible: true, opacity: 0.05 },
  arrows: { visible: true, opacity: 0.9 },
  shadow: { visible: true, opacity: 0.05 },
  /** Lines across the floor; the box and the axes stay. */
  grid: { visible: true, opacity: 1 },
};
