import { expect, test } from 'vitest';
import { linkTo, parseLink } from './deep-link.ts';

test('a link leads back to the same place', () => {
  const place = { runId: 'fa269865d829', t: 0.62, camera: { azimuth: -44.5, elevation: 16, distance: 9.25 } };
  expect(linkTo(place)).toBe('streamline://run/fa269865d829?t=0.62&camera=-44.5,16,9.25');
  expect(parseLink(linkTo(place))).toEqual(place);
  expect(parseLink('streamline://run/a_b-1')).toEqual({ runId: 'a_b-1', t: null, camera: null });
  expect(parseLink('streamline://run/a/?t=1&utm=x')).toEqual({ runId: 'a', t: 1, camera: null });
  expect(parseLink('streamline://run/a?camera=1%2C2%2C3')?.camera).toEqual({ azimuth: 1, elevation: 2, distance: 3 });
});

test('a view that was moved aside comes back where it was, and links without a place to look at still work', () => {
  const camera = { azimuth: -44, elevation: 16, distance: 9, target: [0.31, -0.14, 1.2346] } as const;
  const link = linkTo({ runId: 'a', t: null, camera });
  expect(link).toBe('streamline://run/a?camera=-44,16,9&target=0.31,-0.14,1.235');
  expect(parseLink(link)?.camera).toEqual({ ...camera, target: [0.31, -0.14, 1.235] });
  expect(parseLink('streamline://run/a?target=0%2C-1%2C2&camera=1,2,3')?.camera?.target).toEqual([0, -1, 2]);
  expect(parseLink('streamline://run/a?camera=1,2,3')?.camera).toEqual({ azimuth: 1, elevation: 2, distance: 3 });
  expect(parseLink('streamline://run/a?target=0,0,0')?.camera).toBeNull();
});

const hostile = [
  '',
  'streamline:run/a',
  'STREAMLINE://run/a',
  'https://run/a',
  'streamline://delete/a',
  'streamline://run/',
  'streamline://run/../../etc',
  'streamline://run/a/b',
  'streamline://run/%2e%2e',
  'streamline://run/a b',
  'streamline://run/<script>',
  'streamline://run/a\n--inspect',
  'streamline://run/a#x',
  `streamline://run/${'a'.repeat(65)}`,
  `streamline://run/a?x=${'a'.repeat(600)}`,
  'streamline://run/a?t=2',
  'streamline://run/a?t=NaN',
  'streamline://run/a?t=1e9',
  'streamline://run/a?t=',
  'streamline://run/a?camera=1,2',
  'streamline://run/a?camera=1,2,3,4',
  'streamline://run/a?camera=1,2,0',
  'streamline://run/a?camera=1,2,Infinity',
  'streamline://run/a?camera=999,2,3',
  'streamline://run/a?camera=1,2,3&target=',
  'streamline://run/a?camera=1,2,3&target=1,2',
  'streamline://run/a?camera=1,2,3&target=1,2,3,4',
  'streamline://run/a?camera=1,2,3&target=1,2,NaN',
  'streamline://run/a?camera=1,2,3&target=1,2,101',
  'javascript:alert(1)',
];
test(`${hostile.length} hostile links lead nowhere`, () => {
  for (const link of hostile) expect([link, parseLink(link)]).toEqual([link, null]);
});
