import { expect, test } from 'vitest';
import { Drawing } from './drawing.ts';

/** The calls that painting makes, in order. */
function painted(drawing: Drawing): string[] {
  const calls: string[] = [];
  const note =
    (name: string) =>
    (...values: number[]) => {
      calls.push(`${name} ${values.join(' ')}`.trim());
    };
  const context = { moveTo: note('move'), lineTo: note('line'), stroke: note('stroke'), beginPath: () => undefined };
  drawing.paint({ ...context, clearRect: note('clear') } as unknown as CanvasRenderingContext2D, '#000');
  return calls;
}

test('a press is a dot, a drag a line, and undo takes back the last stroke alone', () => {
  const drawing = new Drawing(100);
  drawing.begin({ x: 1, y: 2 }, 10);
  drawing.begin({ x: 5, y: 5 }, 10);
  drawing.extend({ x: 6, y: 5 });
  expect(painted(drawing)).toEqual([
    'clear 0 0 100 100',
    'move 1 2',
    'line 1 2',
    'stroke',
    'move 5 5',
    'line 6 5',
    'stroke',
  ]);
  drawing.undo();
  expect(drawing.count).toBe(1);
  drawing.clear();
  expect(painted(drawing)).toEqual(['clear 0 0 100 100']);
});

test('a line by keyboard goes on with the stroke that ends where it begins', () => {
  const drawing = new Drawing(100);
  drawing.line({ x: 0, y: 0 }, { x: 8, y: 0 }, 10);
  drawing.line({ x: 8, y: 0 }, { x: 16, y: 0 }, 10);
  expect(drawing.count).toBe(1);
  drawing.line({ x: 16, y: 0 }, { x: 24, y: 0 }, 20);
  drawing.line({ x: 50, y: 0 }, { x: 58, y: 0 }, 20);
  expect(drawing.count).toBe(3);
});
