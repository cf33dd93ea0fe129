import { expect, test } from 'vitest';
import { ArrayBufferTarget, Muxer } from 'webm-muxer';
import { setMovieLength } from './movie-length.ts';

test('the length of a movie is that of all its frames; nothing else changes', () => {
  const target = new ArrayBufferTarget();
  const muxer = new Muxer({ target, video: { codec: 'V_VP9', width: 64, height: 32, frameRate: 4 } });
  for (let k = 0; k < 6; k++) muxer.addVideoChunkRaw(Uint8Array.of(1, 2, 3), 'key', k * 250_000);
  muxer.finalize();
  const bytes = new Uint8Array(target.buffer);
  const before = bytes.slice();
  const place = bytes.findIndex((byte, at) => byte === 0x44 && bytes[at + 1] === 0x89 && bytes[at + 2] === 0x88) + 3;
  const length = () => new DataView(target.buffer).getFloat64(place);
  expect(length()).toBe(1250);
  setMovieLength(bytes, 1500);
  expect(length()).toBe(1500);
  const changed = [...bytes.keys()].filter((at) => bytes[at] !== before[at]);
  expect(changed.every((at) => at >= place && at < place + 8)).toBe(true);
  expect(() => setMovieLength(new Uint8Array(100), 1)).toThrow('no length');
});
