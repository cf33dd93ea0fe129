import { expect, it } from 'vitest';
import { nameParts } from './name-parts.ts';

it('keeps the end of a name, in which runs of a study differ', () => {
  expect(nameParts('ring-uncond-uniform-s12')).toEqual({ head: 'ring-uncond-uniform', tail: '-s12' });
  expect(nameParts('ring-class-uniform')).toEqual({ head: 'ring-class', tail: '-uniform' });
  expect(nameParts('a-verylongsecondpart')).toEqual({ head: 'a-verylongsecond', tail: 'part' });
  expect(nameParts('nothingtosplitat-')).toEqual({ head: 'nothingtospli', tail: 'tat-' });
});
it('leaves short names whole, and cuts no letter in half', () => {
  expect(nameParts('ring-class')).toEqual({ head: 'ring-class', tail: '' });
  expect(nameParts('nameofmanyabc😀').tail).toBe('abc😀');
});
