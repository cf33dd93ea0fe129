/** How the loss curve is looked at; kept while the window is open. */
class CurveLook {
  smoothing = $state(0.95);
  scale = $state<'linear' | 'log'>('log');
}

export const curveLook = new CurveLook();
