import type { Study } from './study.ts';

/** The pair of the study: a source point and a data point. */
export const PAIR = { x0: [1, 1], x1: [6, 6], steps: 5 } as const;

export const fiveMinutes: Study = {
  id: 'five-minutes',
  title: 'Five minutes',
  about: 'One source point, one data point, five steps between them',
  summary: [
    'Everything in flow matching can be seen on a single pair. Take the source point (1, 1) and the data point (6, 6), and walk the straight line between them while t runs from 0 to 1.',
    'A network is asked one question again and again: at this place, at this time, which way and how fast? Here the answer is known, so nothing is trained.',
  ],
  lookAt: [
    'The velocity is (5, 5) at every t. On a straight line walked evenly, direction and speed never change, so five Euler steps of (1, 1) arrive exactly, and so does a single step of (5, 5).',
    'At t = 3/5 the point is (4, 4). It would be a strange draw from the source and a strange draw from the data: places like this are only met on the way, which is why the network is told t.',
    'Choose another path. The end points stay, the velocity changes along the way, and five Euler steps now miss the data point. The table shows by how much.',
  ],
  formulas: [
    { tex: 'x_t = (1-t)\\,x_0 + t\\,x_1', says: 'the place at time t on the linear path' },
    { tex: '\\frac{\\mathrm d x_t}{\\mathrm d t} = x_1 - x_0', says: 'its velocity, which the network learns' },
    {
      tex: '\\mathcal L(\\theta) = \\mathbb E_{t,\\,x_0,\\,x_1}\\bigl\\lVert v_\\theta(x_t, t) - (x_1 - x_0)\\bigr\\rVert^2',
      says: 'the loss: plain regression on the velocity of random pairs',
    },
    {
      tex: 'x_{t+h} = x_t + h\\,v_\\theta(x_t, t)',
      says: 'Euler’s method with h = 1/5 makes five steps',
    },
  ],
  bases: ['gaussian'],
  runs: () => [],
  expected: [],
  origin: ['The pair (1, 1) → (6, 6) in five steps is from the five-minute introduction among the five tutorials.'],
};
