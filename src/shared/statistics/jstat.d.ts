/** The one part of jstat that is used here; the package has no types of its own. */
declare module 'jstat' {
  const jstat: {
    readonly studentt: {
      /** P(T ≤ x) of Student's t with `dof` degrees of freedom. */
      cdf(x: number, dof: number): number;
    };
  };
  export = jstat;
}
