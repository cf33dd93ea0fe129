/**
 * An explicit Runge–Kutta method as its Butcher tableau: stage s is
 * `k_s = v(x + dt Σ_j a[s][j] k_j, t + c[s] dt)`, and the step is `x + dt Σ_s b[s] k_s`.
 */
export type Tableau = {
  readonly order: number;
  readonly a: readonly (readonly number[])[];
  readonly b: readonly number[];
  readonly c: readonly number[];
};
