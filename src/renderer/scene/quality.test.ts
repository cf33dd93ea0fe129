import { describe, expect, it } from 'vitest';
import { isSoftwareRenderer, Quality, REST_MS } from './quality.ts';

describe('quality', () => {
  it('is reduced on software graphics while something moves, and full after rest', () => {
    const quality = new Quality(true);
    expect(quality.reduced(0)).toBe(false);
    quality.moved(1000);
    expect(quality.reduced(1001)).toBe(true);
    expect(quality.reduced(1000 + REST_MS)).toBe(false);
  });

  it('stays full on fast graphics', () => {
    const quality = new Quality(false);
    for (let frame = 0; frame < 100; frame++) {
      quality.moved(frame * 16);
      quality.frame(frame * 16);
      expect(quality.reduced(frame * 16)).toBe(false);
    }
  });

  it('is reduced after several slow frames in a row', () => {
    const quality = new Quality(false);
    for (let frame = 0; frame < 10; frame++) {
      quality.moved(frame * 60);
      quality.frame(frame * 60);
    }
    expect(quality.reduced(541)).toBe(true);
  });

  it('waits longer for rest where frames come slowly, so that a slow drag stays reduced between two of them', () => {
    const quality = new Quality(true);
    quality.frame(1000);
    quality.frame(1400);
    quality.moved(1410);
    expect(quality.restMs).toBe(REST_MS + 400);
    expect(quality.reduced(1410 + REST_MS + 399)).toBe(true);
    expect(quality.reduced(1410 + REST_MS + 400)).toBe(false);
    for (let frame = 0; frame < 40; frame++) quality.frame(1416 + 16 * frame);
    expect(quality.restMs).toBe(REST_MS + 16);
  });

  it('does not take pauses for slowness', () => {
    const quality = new Quality(false);
    for (let frame = 0; frame < 20; frame++) {
      quality.moved(frame * 400);
      quality.frame(frame * 400);
    }
    expect(quality.reduced(19 * 400 + 1)).toBe(false);
  });
});

it.each([
  ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)', true],
  ['llvmpipe (LLVM 15.0.6, 256 bits)', true],
  ['Microsoft Basic Render Driver', true],
  ['ANGLE (NVIDIA, NVIDIA GeForce RTX 3060, OpenGL 4.6)', false],
  ['Apple M2', false],
])('%s: software %s', (renderer, software) => expect(isSoftwareRenderer(renderer)).toBe(software));
