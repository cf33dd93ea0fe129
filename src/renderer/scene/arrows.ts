import { BufferAttribute, BufferGeometry, DoubleSide, DynamicDrawUsage, Mesh, type ShaderMaterial } from 'three';
import { type MapRange, mapColour } from './colour-map.ts';
import type { DensityGrid } from './density.ts';
import type { FieldPlane } from './field-volume.ts';
import { layerMaterial, ORDER } from './materials.ts';
import { FLAT_FRAGMENT, FLAT_VERTEX } from './shaders.ts';
import type { World } from './world.ts';

/** Arrows a side, at rest and while moving on slow graphics. */
export const ARROW_GRID = { full: 13, reduced: 9 } as const;

const VERTICES = 9;
/** Below this speed (data units per unit of t) an arrow has no direction worth drawing. */
const STILL = 0.05;

/** Velocity in the slice plane as flat arrows; their buffers are made once and rewritten in place. */
export class Arrows {
  readonly mesh: Mesh<BufferGeometry, ShaderMaterial>;
  readonly #velocity = new Float64Array(2);
  readonly #corner = new Float32Array(2);

  constructor() {
    const count = ARROW_GRID.full ** 2 * VERTICES;
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(new Float32Array(count * 3), 3).setUsage(DynamicDrawUsage));
    geometry.setAttribute('colour', new BufferAttribute(new Float32Array(count * 4), 4).setUsage(DynamicDrawUsage));
    geometry.setDrawRange(0, 0);
    const material = layerMaterial(FLAT_VERTEX, FLAT_FRAGMENT, { opacity: { value: 1 } });
    material.side = DoubleSide;
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = ORDER.arrows;
  }

  set opacity(opacity: number) {
    if (this.mesh.material.uniforms.opacity) this.mesh.material.uniforms.opacity.value = opacity;
  }

  /** Colour by speed; alpha falls where there are no particles, since nothing was learned there. */
  update(field: FieldPlane, density: DensityGrid, world: World, speedMax: number, side: number, range: MapRange): void {
    const { position, colour } = this.mesh.geometry.attributes as {
      position: BufferAttribute;
      colour: BufferAttribute;
    };
    const cell = (2 * world.extent) / side;
    let vertex = 0;
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const x1 = -world.extent + cell * (column + 0.5);
        const x2 = -world.extent + cell * (row + 0.5);
        field.at(x1, x2, this.#velocity);
        const [v1 = 0, v2 = 0] = this.#velocity;
        const speed = Math.hypot(v1, v2);
        if (!(speed >= STILL)) continue;
        this.#write(
          position.array as Float32Array,
          vertex,
          world,
          x1,
          x2,
          v1 / speed,
          v2 / speed,
          speed / speedMax,
          cell,
        );
        const rgb = mapColour('viridis', speed / speedMax, range);
        const alpha = Math.min(1, Math.max(0.16, (density.at(x1, x2) * 60) ** 0.45));
        for (let k = 0; k < VERTICES; k++) (colour.array as Float32Array).set([...rgb, alpha], (vertex + k) * 4);
        vertex += VERTICES;
      }
    }
    this.mesh.geometry.setDrawRange(0, vertex);
    position.needsUpdate = true;
    colour.needsUpdate = true;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.mesh.removeFromParent();
  }

  /** A shaft of two triangles and a head of one, centred on (x₁, x₂) and pointing along (d₁, d₂). */
  #write(
    out: Float32Array,
    vertex: number,
    world: World,
    x1: number,
    x2: number,
    d1: number,
    d2: number,
    share: number,
    cell: number,
  ): void {
    const length = cell * 0.92 * Math.min(1, 0.3 + share * 0.9);
    const head = Math.min(length / 2, cell * 0.3);
    const tail = -length / 2;
    const neck = length / 2 - head;
    const shaft = cell * 0.038;
    const wing = cell * 0.15;
    const corners = [
      tail,
      shaft,
      tail,
      -shaft,
      neck,
      -shaft,
      tail,
      shaft,
      neck,
      -shaft,
      neck,
      shaft,
      neck,
      wing,
      neck,
      -wing,
      length / 2,
      0,
    ];
    for (let k = 0; k < VERTICES; k++) {
      const along = corners[2 * k] as number;
      const aside = corners[2 * k + 1] as number;
      this.#corner[0] = x1 + along * d1 - aside * d2;
      this.#corner[1] = x2 + along * d2 + aside * d1;
      const offset = (vertex + k) * 3;
      // The whole plane is moved to its t, so inside of it x stays 0.
      out[offset] = 0;
      out[offset + 1] = world.y(this.#corner[1]);
      out[offset + 2] = world.z(this.#corner[0]);
    }
  }
}
