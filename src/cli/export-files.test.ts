import { expect, test } from 'vitest';
import { zipOf } from '../studio/transfer/zip.ts';
import { exportFiles } from './export-files.ts';

const text = (words: string) => new TextEncoder().encode(words);
const loss = { path: 'Loss.svg', bytes: text('<svg>loss</svg>') };
const w2 = { path: 'w2.svg', bytes: text('<svg>w2</svg>') };

test('one chart under the name of an SVG is that SVG', () => {
  expect(exportFiles('/a/x.svg', 'svg', 1, zipOf([loss]))).toEqual([{ path: '/a/x.svg', bytes: loss.bytes }]);
});

test('several charts under the name of an SVG are a file each, called after the chart', () => {
  expect(exportFiles('/a/x.svg', 'svg', 3, zipOf([loss, w2]))).toEqual([
    { path: '/a/x-Loss.svg', bytes: loss.bytes },
    { path: '/a/x-w2.svg', bytes: w2.bytes },
  ]);
});

test('under any other name the charts stay in their zip', () => {
  const zip = zipOf([loss, w2]);
  for (const out of ['/a/x.zip', '/a/x.svg.zip', '/a/x'])
    expect(exportFiles(out, 'svg', 1, zip)).toEqual([{ path: out, bytes: zip }]);
});

test('weights of several runs are unpacked alike, those of one run are no zip', () => {
  const parts = [
    { path: 'a-1.onnx', bytes: text('one') },
    { path: 'b-2.onnx', bytes: text('two') },
  ];
  expect(exportFiles('w.ONNX', 'onnx', 2, zipOf(parts)).map(({ path }) => path)).toEqual(['w-a-1.onnx', 'w-b-2.onnx']);
  const bytes = text('no zip at all');
  expect(exportFiles('w.onnx', 'onnx', 1, bytes)).toEqual([{ path: 'w.onnx', bytes }]);
});
