import { expect, test } from 'vitest';
import { latexCell, markdownCell } from './table-cells.ts';

test.each([
  ['ring-class 0.35', 'ring-class 0.35', 'ring-class 0.35'],
  ['a_1', 'a_1', 'a\\_1'],
  ['a|b', 'a\\|b', 'a\\textbar{}b'],
  ['the "best"', 'the "best"', "the ''best''"],
  ['back\\slash', 'back\\\\slash', 'back\\textbackslash{}slash'],
  ['<b> & _x_', '\\<b\\> \\& \\_x\\_', '$<$b$>$ \\& \\_x\\_'],
  ['two\r\nlines', 'two lines', 'two lines'],
  ['W₂² ± 5 %', 'W₂² ± 5 %', 'W$_2$$^2$ $\\pm$ 5 \\%'],
])('%j stays text', (text, markdown, latex) => {
  expect(markdownCell(text)).toBe(markdown);
  expect(latexCell(text)).toBe(latex);
});
