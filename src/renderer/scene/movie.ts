import { ArrayBufferTarget, Muxer } from 'webm-muxer';
import { setMovieLength } from './movie-length.ts';
import { frameAt, frameCount, type MoviePlan } from './movie-plan.ts';
import { OffscreenFlow, type PictureSize, type SceneRecipe } from './offscreen-flow.ts';
import type { Theme } from './types.ts';

/** Why a movie was not made, in words for the user. */
export class MovieError extends Error {}

export type MovieOrder = {
  readonly recipe: SceneRecipe;
  readonly size: PictureSize;
  readonly theme: Theme;
  readonly plan: Omit<MoviePlan, 'camera' | 't'>;
  readonly onProgress: (done: number, all: number) => void;
  readonly signal: AbortSignal;
};

const CODECS = [
  { name: 'vp09.00.51.08', webm: 'V_VP9' },
  { name: 'vp8', webm: 'V_VP8' },
] as const;
/** Bits of a pixel in each frame: thin lines on a plain ground need few, but show it when they lack. */
const BITS = 0.14;
const KEY_SECONDS = 2;
/** Frames that wait in the encoder at most. */
const WAITING = 6;

/** Draws and encodes frame by frame. Null when it was cancelled. Throws a `MovieError` where it cannot be encoded. */
export async function makeMovie(order: MovieOrder): Promise<Uint8Array | null> {
  const { recipe, theme, signal, onProgress } = order;
  // Encoders take even sizes only.
  const size = { width: order.size.width & ~1, height: order.size.height & ~1 };
  const flow = new OffscreenFlow(recipe, size, theme);
  try {
    await flow.ready();
    const plan: MoviePlan = { ...order.plan, t: recipe.t, camera: flow.camera };
    const codec = await chosenCodec(size, plan.fps);
    const target = new ArrayBufferTarget();
    const muxer = new Muxer({ target, video: { codec: codec.webm, ...size, frameRate: plan.fps } });
    const failure: { error: Error | null } = { error: null };
    const encoder = new VideoEncoder({
      output: (chunk, metadata) => muxer.addVideoChunk(chunk, metadata),
      error: (error) => {
        failure.error = error;
      },
    });
    encoder.configure(configOf(codec.name, size, plan.fps));
    const all = frameCount(plan);
    for (let index = 0; index < all; index++) {
      if (signal.aborted || failure.error) break;
      const { t, camera } = frameAt(plan, index);
      const frame = new VideoFrame(flow.frame(t, camera), {
        timestamp: Math.round((index * 1e6) / plan.fps),
        duration: Math.round(1e6 / plan.fps),
      });
      encoder.encode(frame, { keyFrame: index % (KEY_SECONDS * plan.fps) === 0 });
      frame.close();
      onProgress(index + 1, all);
      // The window stays alive, and the encoder keeps up.
      do await new Promise((resolve) => setTimeout(resolve, 0));
      while (encoder.encodeQueueSize > WAITING && !failure.error);
    }
    if (signal.aborted) {
      encoder.close();
      return null;
    }
    if (!failure.error) await encoder.flush();
    if (failure.error) throw new MovieError(`The movie could not be encoded: ${failure.error.message}`);
    encoder.close();
    muxer.finalize();
    const webm = new Uint8Array(target.buffer);
    setMovieLength(webm, (1000 * all) / plan.fps);
    return webm;
  } finally {
    flow.dispose();
  }
}

function configOf(codec: string, { width, height }: PictureSize, framerate: number): VideoEncoderConfig {
  const bitrate = Math.round(width * height * framerate * BITS);
  return { codec, width, height, framerate, bitrate, latencyMode: 'quality' };
}

async function chosenCodec(size: PictureSize, fps: number): Promise<(typeof CODECS)[number]> {
  if (typeof VideoEncoder === 'undefined') {
    throw new MovieError('This system cannot encode movies. Pictures and the report work.');
  }
  for (const codec of CODECS) {
    const { supported } = await VideoEncoder.isConfigSupported(configOf(codec.name, size, fps));
    if (supported) return codec;
  }
  throw new MovieError(`No encoder here takes ${size.width} × ${size.height}. Choose a smaller size.`);
}
