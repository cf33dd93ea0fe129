import { z } from 'zod';
import { fieldProblem, NUMBER_FIELDS, type NumberFieldName, rangeInWords } from './fields.ts';

/** A number that a user can set, refused with its range in words. */
export const numberField = (name: NumberFieldName) =>
  z.number().refine((value) => fieldProblem(name, value) === null, {
    message: `${NUMBER_FIELDS[name].label} must be ${rangeInWords(NUMBER_FIELDS[name])}.`,
  });
