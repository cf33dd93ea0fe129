/** Lines and dots of the flow box on a 2-D canvas. */
import type { Trajectories } from '../../shared/model/records.ts';
import { pickFrames } from './path-points.ts';
import type { ScreenPoint } from './scene-camera.ts';
import { BOX_HALF, type World } from './world.ts';

const SEGMENTS = 24;

type Project = (x: number, y: number, z: number, out: ScreenPoint) => boolean;

export class FlatBrush {
  readonly #context: CanvasRenderingContext2D;
  readonly #world: World;
  readonly #project: Project;

  constructor(context: CanvasRenderingContext2D, world: World, project: Project) {
    this.#context = context;
    this.#world = world;
    this.#project = project;
  }

  /** The way of one particle, as a line for `stroke`. */
  path({ frames, particleCount, times, frameCount }: Trajectories, particle: number): number[] {
    return pickFrames(frameCount, SEGMENTS).flatMap((frame) => {
      const at = (frame * particleCount + particle) * 2;
      return [this.#world.x(times[frame] ?? 0), this.#world.y(frames[at + 1] ?? 0), this.#world.z(frames[at] ?? 0)];
    });
  }

  /** The border of the slice at t, as a line for `stroke`. */
  square(t: number): number[] {
    const half = BOX_HALF;
    const x = this.#world.x(t);
    return [x, -half, -half, x, -half, half, x, half, half, x, half, -half, x, -half, -half];
  }

  /** Lines of three numbers a point. */
  stroke(lines: readonly (readonly number[])[], colour: string, width: number): void {
    const context = this.#context;
    const screen = { x: 0, y: 0 };
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (const line of lines) {
      for (let k = 0; k < line.length; k += 3) {
        this.#project(line[k] ?? 0, line[k + 1] ?? 0, line[k + 2] ?? 0, screen);
        if (k === 0) context.moveTo(screen.x, screen.y);
        else context.lineTo(screen.x, screen.y);
      }
    }
    context.stroke();
  }

  dashed(lines: readonly (readonly number[])[], colour: string): void {
    this.#context.setLineDash([4, 4]);
    this.stroke(lines, colour, 1);
    this.#context.setLineDash([]);
  }

  /** Points [n · 2] of the data's plane at t. */
  dots(points: Float32Array, t: number, colour: string, radius: number): void {
    const context = this.#context;
    const screen = { x: 0, y: 0 };
    context.fillStyle = colour;
    context.beginPath();
    for (let k = 0; k < points.length; k += 2) {
      this.#project(this.#world.x(t), this.#world.y(points[k + 1] ?? 0), this.#world.z(points[k] ?? 0), screen);
      context.moveTo(screen.x + radius, screen.y);
      context.arc(screen.x, screen.y, radius, 0, 2 * Math.PI);
    }
    context.fill();
  }
}
