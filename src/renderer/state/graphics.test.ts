import { expect, it } from 'vitest';
import { isSoftware, shortRenderer } from './graphics.ts';

it.each([
  ['ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)', 'NVIDIA GeForce RTX 3060', false],
  [
    'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
    'Mesa Intel(R) UHD Graphics 620 (KBL GT2)',
    false,
  ],
  ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)', 'SwiftShader', true],
  ['llvmpipe (LLVM 15.0.6, 256 bits)', 'llvmpipe (LLVM 15.0.6, 256 bits)', true],
  ['Apple M2', 'Apple M2', false],
])('%s', (renderer, name, software) => {
  expect(shortRenderer(renderer)).toBe(name);
  expect(isSoftware(renderer)).toBe(software);
});
