import { DataTexture, FloatType, NearestFilter, RGFormat } from 'three';
import type { Trajectories } from '../../shared/model/records.ts';
import { frameAt } from './trajectory.ts';
import { BOX_HALF, type World } from './world.ts';

/** Texels of a row: a power of two, so that the shader finds a texel by shifting. */
const ROW_BITS = 10;
const ROW = 1 << ROW_BITS;

/**
 * Places of particles at all frames as a texture: the shaders read the two frames around t and mix them, so that a new t
 * costs three uniforms, however many particles there are.
 */
export class FlowPlaces {
  readonly uniforms = {
    frames: { value: emptyTexture() },
    frameAt: { value: 0 },
    frameNext: { value: 0 },
    frameShare: { value: 0 },
    /** World units of a data unit. */
    worldScale: { value: 1 },
  };
  /** The particles that are read, in order. */
  particles: Uint32Array = new Uint32Array(0);
  #times: ArrayLike<number> = [0];
  #last = 0;

  load({ frames, frameCount, particleCount, times }: Trajectories, drawn: Uint32Array, world: World): void {
    this.particles = drawn;
    this.#times = times;
    this.#last = Math.max(0, frameCount - 1);
    const rows = Math.max(1, Math.ceil((frameCount * drawn.length) / ROW));
    const { value: before } = this.uniforms.frames;
    const fits = before.image.height === rows;
    const texture = fits ? before : new DataTexture(new Float32Array(2 * ROW * rows), ROW, rows, RGFormat, FloatType);
    texture.minFilter = texture.magFilter = NearestFilter;
    const values = texture.image.data as Float32Array;
    for (let frame = 0, place = 0; frame < frameCount; frame++) {
      const first = frame * particleCount * 2;
      for (let i = 0; i < drawn.length; i++, place += 2) {
        const from = first + 2 * (drawn[i] as number);
        values[place] = frames[from] as number;
        values[place + 1] = frames[from + 1] as number;
      }
    }
    texture.needsUpdate = true;
    if (!fits) before.dispose();
    this.uniforms.frames.value = texture;
    this.uniforms.worldScale.value = BOX_HALF / world.extent;
  }

  setTime(t: number): void {
    const { index, fraction } = frameAt(this.#times, t);
    const { frameAt: here, frameNext, frameShare } = this.uniforms;
    here.value = index * this.particles.length;
    frameNext.value = Math.min(this.#last, index + 1) * this.particles.length;
    frameShare.value = fraction;
  }

  dispose(): void {
    this.uniforms.frames.value.dispose();
  }
}

/**
 * GLSL that reads them: `placeNow(i)` is where the i-th drawn particle is at `now`, in data units, `inWorld` its place in
 * the scene. With another prefix a shader can read two flows.
 */
export function placesGlsl(prefix = ''): string {
  const name = (part: string) => (prefix === '' ? part : `${prefix}${part[0]?.toUpperCase()}${part.slice(1)}`);
  return /* glsl */ `
uniform highp sampler2D ${name('frames')};
uniform int ${name('frameAt')};
uniform int ${name('frameNext')};
uniform float ${name('frameShare')};
vec2 ${name('placeIn')}(int texel) { return texelFetch(${name('frames')}, ivec2(texel & ${ROW - 1}, texel >> ${ROW_BITS}), 0).xy; }
vec2 ${name('placeNow')}(int particle) {
  return mix(${name('placeIn')}(${name('frameAt')} + particle), ${name('placeIn')}(${name('frameNext')} + particle), ${name('frameShare')});
}`;
}

/** Uniforms under the names that `placesGlsl(prefix)` reads. */
export function prefixedPlaces(places: FlowPlaces, prefix: string) {
  const { frames, frameAt, frameNext, frameShare } = places.uniforms;
  const parts = { frames, frameAt, frameNext, frameShare };
  return Object.fromEntries(
    Object.entries(parts).map(([part, uniform]) => [`${prefix}${part[0]?.toUpperCase()}${part.slice(1)}`, uniform]),
  );
}

/** Where a place of the flow lies in the scene. */
export const IN_WORLD_GLSL = /* glsl */ `
uniform float now;
uniform float timeLength;
uniform float worldScale;
vec3 inWorld(vec2 place) { return vec3((now - .5) * timeLength, place.y * worldScale, -place.x * worldScale); }`;

function emptyTexture(): DataTexture {
  const texture = new DataTexture(new Float32Array(2 * ROW), ROW, 1, RGFormat, FloatType);
  texture.minFilter = texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  return texture;
}
