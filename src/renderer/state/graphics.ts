/** What draws the 3-D view, as far as the browser says. */
export type Graphics = { readonly kind: 'hardware' | 'software' | 'none'; readonly renderer: string };

export function probeGraphics(): Graphics {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2');
  if (!gl) return { kind: 'none', renderer: '' };
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  // The probe must not count against the few contexts a page may have.
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { kind: isSoftware(renderer) ? 'software' : 'hardware', renderer: shortRenderer(renderer) };
}

export function isSoftware(renderer: string): boolean {
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}

/** "ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)" is "NVIDIA GeForce RTX 3060". */
export function shortRenderer(renderer: string): string {
  if (/swiftshader/i.test(renderer)) return 'SwiftShader';
  const inside = /^ANGLE \((.*)\)$/.exec(renderer)?.[1];
  const name = inside ? (inside.split(', ')[1] ?? inside) : renderer;
  return name.replace(/ (Direct3D|OpenGL|Vulkan|\(0x).*$/, '').trim();
}
