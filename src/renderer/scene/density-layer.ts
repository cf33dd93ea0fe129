import {
  BufferAttribute,
  BufferGeometry,
  ClampToEdgeWrapping,
  Data3DTexture,
  DoubleSide,
  LinearFilter,
  Mesh,
  type Object3D,
  RedFormat,
  type ShaderMaterial,
  UnsignedByteType,
} from 'three';
import { DensityGrid } from './density.ts';
import { layerMaterial, ORDER } from './materials.ts';
import type { SharedUniforms } from './shared-uniforms.ts';
import { positionsAt } from './trajectory.ts';
import type { DensityLook, FlowData } from './types.ts';
import { BOX_HALF, type World } from './world.ts';

const SIZE = 48;
/** Planes of the volume; between two of them the texture is interpolated by the graphics. */
const PLANES = 28;
const BANDWIDTH = 0.045;
/** A slice is one plane and may be strong; the planes of the volume add up. */
const STRENGTH = { off: 0, slice: 0.75, volume: 0.13 } as const;

const VERTEX = /* glsl */ `
attribute vec3 place;
varying vec3 vPlace;
void main() {
  vPlace = place;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.);
}`;

/** `place` is (x₁, x₂, t) in 0 … 1; the density is stored as its square root, so that tails keep their steps. */
const FRAGMENT = /* glsl */ `
precision highp float;
precision highp sampler3D;
uniform sampler3D volume;
uniform sampler2D map;
uniform float strength;
varying vec3 vPlace;
void main() {
  float mass = texture(volume, vPlace).r;
  float alpha = strength * smoothstep(.04, .75, mass);
  if (alpha < .004) discard;
  gl_FragColor = vec4(texture2D(map, vec2(mass, .5)).rgb * alpha, alpha);
}`;

/** Density of the particles: in the plane at t, or as a stack of planes over all t. Built once for each flow. */
export class DensityLayer {
  readonly #mesh: Mesh<BufferGeometry, ShaderMaterial>;
  readonly #texture = makeTexture();
  readonly #strength: { value: number } = { value: 0 };
  #look: DensityLook = 'off';
  #data: FlowData | null = null;
  #world: World | null = null;
  #loaded: FlowData | null = null;

  constructor(shared: SharedUniforms, scene: Object3D) {
    const material = layerMaterial(VERTEX, FRAGMENT, {
      volume: { value: this.#texture },
      map: shared.map,
      strength: this.#strength,
    });
    material.side = DoubleSide;
    this.#mesh = new Mesh(planes(PLANES), material);
    this.#mesh.frustumCulled = false;
    this.#mesh.renderOrder = ORDER.planeFill;
    this.#mesh.visible = false;
    scene.add(this.#mesh);
  }

  setData(data: FlowData, world: World): void {
    this.#data = data;
    this.#world = world;
    this.#load();
  }

  setLook(look: DensityLook): void {
    this.#look = look;
    this.#strength.value = STRENGTH[look];
    this.#mesh.visible = look !== 'off';
    // A slice is the first plane of the list, put where t is.
    this.#mesh.geometry.setDrawRange(0, look === 'slice' ? 6 : PLANES * 6);
    if (look === 'volume') this.#place(null);
    this.#load();
  }

  setTime(t: number): void {
    if (this.#look === 'slice') this.#place(t);
  }

  dispose(): void {
    this.#mesh.geometry.dispose();
    this.#mesh.material.dispose();
    this.#texture.dispose();
    this.#mesh.removeFromParent();
  }

  /** Only what is looked at is computed: once for a flow, never for a t. */
  #load(): void {
    const [data, world] = [this.#data, this.#world];
    if (this.#look === 'off' || !data || !world || this.#loaded === data) return;
    this.#loaded = data;
    const grid = new DensityGrid(SIZE);
    const places = new Float32Array(data.trajectories.particleCount * 2);
    const cells = SIZE * SIZE;
    const bytes = this.#texture.image.data as Uint8Array;
    const volume = new Float32Array(cells * PLANES);
    let highest = 0;
    for (let plane = 0; plane < PLANES; plane++) {
      positionsAt(data.trajectories, (plane + 0.5) / PLANES, places);
      grid.load(places, world.extent, world.extent * BANDWIDTH);
      volume.set(grid.values, plane * cells);
      // The sharp end would leave nothing of the rest; it is cut at twice the middle's height.
      if (plane === PLANES >> 1) highest = 2 * grid.values.reduce((most, value) => Math.max(most, value), 1e-9);
    }
    for (let i = 0; i < volume.length; i++)
      bytes[i] = Math.round(255 * Math.sqrt(Math.min(1, (volume[i] as number) / highest)));
    this.#texture.needsUpdate = true;
    this.#writePlaces(world);
  }

  #writePlaces(world: World): void {
    const positions = this.#mesh.geometry.getAttribute('position') as BufferAttribute;
    for (let plane = 0; plane < PLANES; plane++) {
      for (let corner = 0; corner < 4; corner++) {
        const x = world.x((plane + 0.5) / PLANES);
        positions.setXYZ(plane * 4 + corner, x, corner < 2 ? -BOX_HALF : BOX_HALF, corner % 2 ? -BOX_HALF : BOX_HALF);
      }
    }
    positions.needsUpdate = true;
  }

  /** Moves the first plane to t; null brings it back into the stack. */
  #place(t: number | null): void {
    const world = this.#world;
    if (!world) return;
    const at = t ?? 0.5 / PLANES;
    const positions = this.#mesh.geometry.getAttribute('position') as BufferAttribute;
    const places = this.#mesh.geometry.getAttribute('place') as BufferAttribute;
    for (let corner = 0; corner < 4; corner++) {
      positions.setX(corner, world.x(at));
      places.setZ(corner, at);
    }
    positions.needsUpdate = true;
    places.needsUpdate = true;
  }
}

function makeTexture(): Data3DTexture {
  const texture = new Data3DTexture(new Uint8Array(SIZE * SIZE * PLANES), SIZE, SIZE, PLANES);
  texture.format = RedFormat;
  texture.type = UnsignedByteType;
  texture.minFilter = texture.magFilter = LinearFilter;
  texture.wrapS = texture.wrapT = texture.wrapR = ClampToEdgeWrapping;
  texture.unpackAlignment = 1;
  texture.needsUpdate = true;
  return texture;
}

/** Quads across the time axis. World Z is −x₁, so the corner at −Z is the largest x₁. */
function planes(count: number): BufferGeometry {
  const geometry = new BufferGeometry();
  const place = new Float32Array(count * 12);
  const index = new Uint16Array(count * 6);
  for (let plane = 0; plane < count; plane++) {
    for (let corner = 0; corner < 4; corner++)
      place.set([corner % 2 ? 1 : 0, corner < 2 ? 0 : 1, (plane + 0.5) / count], (plane * 4 + corner) * 3);
    index.set(
      [0, 1, 2, 2, 1, 3].map((corner) => corner + plane * 4),
      plane * 6,
    );
  }
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(count * 12), 3));
  geometry.setAttribute('place', new BufferAttribute(place, 3));
  geometry.setIndex(new BufferAttribute(index, 1));
  return geometry;
}
