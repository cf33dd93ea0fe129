/** How the curves beside the flows are drawn. */
export class CurveLook {
  metric = $state('slicedW2');
  axis = $state<'step' | 'epoch' | 'time'>('step');
  log = $state(true);
  logAxis = $state(false);
  /** 0 … 1, as in the training's own chart. */
  smoothing = $state(0.6);
  members = $state(false);
}
