import { describe, expect, it } from 'vitest';
import { nextParticle, sceneKey } from './scene-keys.ts';

describe('keys of a 3-D view', () => {
  it.each([
    ['↑', { kind: 'time', by: 0.01 }],
    ['Shift ↓', { kind: 'time', by: -0.1 }],
    ['Alt Shift →', { kind: 'camera', move: { kind: 'turn', dx: 12.5, dy: 0 } }],
    ['Alt Shift ↑', { kind: 'camera', move: { kind: 'turn', dx: 0, dy: -12.5 } }],
    ['Ctrl Shift ←', { kind: 'camera', move: { kind: 'move', dx: -24, dy: 0 } }],
    ['+', { kind: 'camera', move: { kind: 'zoom', wheel: -60 } }],
    ['=', { kind: 'camera', move: { kind: 'zoom', wheel: -60 } }],
    ['-', { kind: 'camera', move: { kind: 'zoom', wheel: 60 } }],
    ['P', { kind: 'particle', by: 1 }],
    ['Shift P', { kind: 'particle', by: -1 }],
  ])('%s', (name, meaning) => expect(sceneKey(name)).toEqual(meaning));

  it.each(['←', '→', 'Shift ←', 'Ctrl →', 'Alt ←', 'Space', 'V', 'Ctrl +', 'Alt Shift V'])(
    'leaves %s to the window',
    (name) => expect(sceneKey(name)).toBeNull(),
  );
});

describe('the next particle', () => {
  it('begins at either end and goes around', () => {
    expect([nextParticle(null, 1, 3), nextParticle(null, -1, 3)]).toEqual([0, 2]);
    expect([nextParticle(2, 1, 3), nextParticle(0, -1, 3)]).toEqual([0, 2]);
  });
  it('passes over those that are not drawn', () => {
    const odd = (particle: number) => particle % 2 === 1;
    expect([nextParticle(1, 1, 6, odd), nextParticle(1, -1, 6, odd)]).toEqual([3, 5]);
    expect(nextParticle(1, 1, 6, () => false)).toBeNull();
    expect(nextParticle(null, 1, 0)).toBeNull();
  });
});
