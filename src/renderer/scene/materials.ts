import { AddEquation, CustomBlending, type IUniform, OneFactor, OneMinusSrcAlphaFactor, ShaderMaterial } from 'three';

/** A material without depth: the order is fixed by `renderOrder` and everything blends premultiplied. */
export function layerMaterial(
  vertexShader: string,
  fragmentShader: string,
  uniforms: Record<string, IUniform>,
): ShaderMaterial {
  return new ShaderMaterial({
    vertexShader,
    fragmentShader,
    uniforms,
    transparent: true,
    depthTest: false,
    depthWrite: false,
    blending: CustomBlending,
    blendEquation: AddEquation,
    blendSrc: OneFactor,
    blendDst: OneMinusSrcAlphaFactor,
  });
}

/** Drawing order of the scene, from the ground up. */
export const ORDER = {
  grid: -5,
  shadow: -4,
  ghosts: 1,
  trajectories: 3,
  clouds: 4,
  planeFill: 6,
  arrows: 7,
  planeFrame: 8,
  particles: 9,
  followCasing: 10,
  followPath: 11,
  followDot: 12,
} as const;

export const COLOUR_MODES = { run: 0, speed: 1, value: 1, condition: 2 } as const;
