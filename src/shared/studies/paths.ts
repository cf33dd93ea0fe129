import type { Study } from './study.ts';

/** One coordinate on the circular path, worked through by hand: at t = 0.6 it is at 1.0 with velocity 0.625. */
export const WORKED_EXAMPLE = { path: 'circular', x0: 0.5, x1: 1, t: 0.6, xt: 1, dxt: 0.625 } as const;

export const paths: Study = {
  id: 'paths',
  title: 'Paths',
  about: 'Seven ways from noise to data, each with its density and velocity',
  summary: [
    'A path says how much data and how much noise a point holds at time t. That choice alone fixes the density around every data point, the velocity to learn, and how hard it is to follow.',
    'Nothing is trained here: all of it is exact, and moves with the time band.',
  ],
  lookAt: [
    'Linear and polynomial paths send every point along the same straight lines, only at another pace. Circular and cosine paths bend, since the two weights do not add up to 1.',
    'Square root and circular: the noise ends with infinite slope, so the velocity grows without bound at t = 1. The curves show it, and the guard that keeps training alive.',
    'Variance exploding: the data stays where it is under noise of sigma-max, and sampling starts from a normal that only approximates it. Lower sigma-max to see the gap.',
    'Variance preserving: with betas from 0.1 to 20 the data weighs less than 0.09 until t = 0.3, and 0.28 at half-time. Much of the training is spent on noise.',
    'The worked example: on the circular path from 0.5 to 1, the point at t = 0.6 is 1.0 and moves at 0.625. It is already at its goal, and will overshoot and come back.',
  ],
  formulas: [
    { tex: 'x_t = \\alpha_t\\,x_1 + \\sigma_t\\,x_0', says: 'every path here' },
    {
      tex: 'p_t(x \\mid x_1) = \\mathcal N\\bigl(x;\\, \\alpha_t x_1,\\, \\sigma_t^2 I\\bigr)',
      says: 'its density around a data point',
    },
    {
      tex: 'u_t(x \\mid x_1) = \\frac{\\dot\\sigma_t}{\\sigma_t}\\,(x - \\alpha_t x_1) + \\dot\\alpha_t\\,x_1',
      says: 'the velocity that carries this density along',
    },
    {
      tex: '\\nabla \\log p_t(x \\mid x_1) = \\frac{\\alpha_t x_1 - x}{\\sigma_t^2}',
      says: 'the score, which turns the flow into a diffusion',
    },
    {
      tex: '\\alpha_t = e^{-\\frac12 T(1-t)},\\quad \\dot\\alpha_t = \\tfrac12\\,\\beta(1-t)\\,\\alpha_t,\\quad T(s) = \\int_0^s \\beta(r)\\,\\mathrm dr',
      says: 'variance preserving, derived anew: the factor ½ is easily lost',
    },
    {
      tex: '\\sqrt{1-0.6^2}\\cdot 0.5 + 0.6 = 1.0, \\qquad 1 - \\tfrac{0.6}{\\sqrt{1-0.6^2}}\\cdot 0.5 = 0.625',
      says: 'the worked example',
    },
  ],
  bases: ['gaussian'],
  runs: () => [],
  expected: [],
  origin: [
    'Paths and worked example are from the proof-based post among the five tutorials; cosine and polynomial paths are added.',
    'One printed form of the variance-preserving velocity there lacks a factor of −½. Ours is derived and tested against a numerical derivative.',
  ],
};
