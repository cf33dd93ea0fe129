import { expect, test } from 'vitest';
import type { ThirdColumn } from '../../shared/model/own-data.ts';
import { tableFromBytes } from './table.ts';

const read = (text: string | Uint8Array, third: ThirdColumn = 'auto') =>
  tableFromBytes(typeof text === 'string' ? new TextEncoder().encode(text) : text, 'p.csv', third);
const utf16 = (text: string) =>
  new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));

const SAME = { points: Float32Array.of(1, -2.5, 3, 4), labels: null, column: null };

test.each([
  ['plain', '1,-2.5\n3,4\n'],
  ['a header', 'x,y\n1,-2.5\n3,4\n'],
  ['no last line end', '1,-2.5\n3,4'],
  ['CRLF and spaces', '1 , -2.5\r\n 3, 4\r\n'],
  ['a byte order mark', '\ufeffx,y\n1,-2.5\n3,4\n'],
  ['UTF-16', utf16('1,-2.5\r\n3,4\r\n')],
  ['semicolons', '1;-2.5\n3;4\n'],
  ['semicolons and decimal commas', 'x;y\n1,0;-2,5\n3;4,0\n'],
  ['tabs', '1\t-2.5\n3\t4\n'],
  ['columns between spaces, as numpy.savetxt', '# x y\n1.0e+00  -2.5e+00\n3.0e+00   4.0e+00\n'],
  ['quotes and empty lines', '\n"x","y"\n"1","-2.5"\n\n3,4\n\n'],
  ['old Mac line ends', '1,-2.5\r3,4\r'],
])('%s', (_what, text) => expect(read(text)).toEqual(SAME));

test('a third column of whole numbers from 0 is labels, other numbers are a continuous condition', () => {
  expect(read('1,2,0\n3,4,1\n5,6,1\n')).toMatchObject({ labels: Int32Array.of(0, 1, 1), column: null });
  expect(read('1,2,0.5\n3,4,1\n')).toMatchObject({ labels: null, column: Float32Array.of(0.5, 1) });
  expect(read('1,2,-1\n3,4,1\n')).toMatchObject({ labels: null, column: Float32Array.of(-1, 1) });
  expect(read('1,2,0\n3,4,1\n', 'continuous')).toMatchObject({ labels: null, column: Float32Array.of(0, 1) });
  expect(read('1,2,2.0\n3,4,0\n5,6,1\n', 'label')).toMatchObject({ labels: Int32Array.of(2, 0, 1) });
});

test('names of classes are numbered in the order of the alphabet', () => {
  expect(read('x,y,kind\n1,2,wild\n3,4,bred\n5,6,wild\n')).toMatchObject({ labels: Int32Array.of(1, 0, 1) });
});

const REFUSED: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
  ['text where a number is due', '1,2\n3,four\n', /^p\.csv: line 2, column 2: "four" is no number\.$/],
  ['a header with a number', 'x,1\n2,3\n', /line 1, column 1: "x" is no number/],
  ['an empty cell', '1,2\n,4\n', /line 2, column 1 is empty, but a number is due/],
  ['NaN', 'x,y\n1,2\n3,NaN\n', /line 3, column 2 is NaN, but every number must be finite/],
  ['NaN in the first line', 'nan,nan\n1,2\n', /line 1, column 1 is nan/],
  ['infinity', '1,2\n-inf,4\n', /line 2, column 1 is -inf/],
  ['hexadecimal', '1,2\n0x10,4\n', /line 2, column 1: "0x10" is no number/],
  [
    'a number too large',
    '1,2\n3,1e30\n',
    /line 2, column 2 is 1e30, but numbers must lie between −1\u2009000\u2009000/,
  ],
  ['one column', '1\n2\n', /line 1 has 1 column, but points need 2/],
  ['four columns', 'a,b,c,d\n1,2,3,4\n', /line 1 has 4 columns, but points need 2/],
  ['a line that is short', '1,2,0\n3,4\n', /line 2 has 2 columns, but the first line has 3/],
  ['a line that is long', '1,2\n\n3,4,5\n', /line 3 has 3 columns, but the first line has 2/],
  ['an empty class', '1,2,0\n3,4,2\n', /class 1 has no points, but labels go up to 2/],
  ['classes that begin at 1', '1,2,1\n3,4,2\n', /class 0 has no points/],
  ['a text label among numbers', '1,2,0\n3,4,b\n', /line 2, column 3: "b" is no number/],
  ['nothing', '', /it holds no points/],
  ['a header alone', 'x,y\n', /it holds no points/],
  ['a binary file', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 9]), /it is no text but a binary file/],
  ['a very long line', `1,2\n${'9'.repeat(10_000)},1\n`, /line 2 is longer than 4096 characters/],
  ['very many columns', `${'1,'.repeat(3000)}1\n`, /line 1 is longer than 4096 characters/],
  ['a cell across lines', '1,2\n"a\nb",4\n', /line 2, column 1/],
];
test.each(REFUSED)('%s is refused with line and column', (_what, text, reason) => {
  expect(() => read(text)).toThrow(reason);
});

test('a label asked for that is none is refused with its line', () => {
  expect(() => read('x,y,z\n1,2,0\n3,4,0.5\n', 'label')).toThrow(
    /line 3, column 3: the label 0\.5 must be a whole number from 0 to 255/,
  );
  expect(() => read('1,2\n', 'label')).toThrow(/has 2 columns, so there is no third one/);
  expect(() => read('1,2,a\n', 'continuous')).toThrow(/line 1, column 3: "a" is no number/);
});

test('a million rows and one are refused at that row', () => {
  const text = '1,2\n'.repeat(1_000_001);
  expect(() => read(text)).toThrow(/line 1000001: more than 1\u2009000\u2009000 points are not taken/);
});
