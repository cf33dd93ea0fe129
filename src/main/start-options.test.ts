import { expect, test } from 'vitest';
import { startOptions } from './start-options.ts';

const none = { library: null, userData: null };

test.each([
  [['streamline'], none],
  [['streamline', '--library', 'flows'], { ...none, library: '/home/me/flows' }],
  [['streamline', '--library=/data/my flows'], { ...none, library: '/data/my flows' }],
  [['streamline', '--user-data-dir=/tmp/ü', '--library', '/l'], { library: '/l', userData: '/tmp/ü' }],
  [['streamline', '--library'], none],
  [['streamline', '--library='], none],
  [['streamline', '--library', '--no-sandbox'], none],
  [['streamline', '--library-of-babel=/l', '--lang=de'], none],
])('%j', (argv, expected) => {
  expect(startOptions(argv, '/home/me')).toEqual(expected);
});
