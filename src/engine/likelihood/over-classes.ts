import type { LogLikelihood } from './log-likelihood.ts';

/**
 * The density without a class, `p(x) = (1/C) Σ_c p(x | c)`, from the likelihoods given each class. The spread follows by
 * the posterior weights `w_c = p(x | c) / Σ p`: `√(Σ w_c² s_c²)`.
 */
export function meanOverClasses(parts: readonly LogLikelihood[]): LogLikelihood {
  const [first] = parts;
  if (!first) throw new Error('There are no classes.');
  const n = first.logp.length;
  const logp = new Float32Array(n);
  const spread = first.spread ? new Float32Array(n) : null;
  let outside = 0;
  for (let i = 0; i < n; i++) {
    const logs = parts.map((part) => part.logp[i] as number);
    const largest = Math.max(...logs);
    if (largest === Number.NEGATIVE_INFINITY) {
      logp[i] = largest;
      outside++;
      continue;
    }
    const weights = logs.map((log) => Math.exp(log - largest));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    logp[i] = largest + Math.log(sum / parts.length);
    if (!spread) continue;
    const squares = parts.map((part, c) => (((weights[c] as number) / sum) * (part.spread?.[i] ?? 0)) ** 2);
    spread[i] = Math.sqrt(squares.reduce((total, square) => total + square, 0));
  }
  const evaluations = parts.reduce((total, part) => total + part.evaluations, 0);
  return { logp, spread, outside, evaluations };
}
