/** Decodes PNG and JPEG files; what is no picture, or too large a one, is refused before it takes memory. */
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { fileProblem, grouped } from './file-problem.ts';

/** RGBA bytes, row by row from the top. */
export type Pixels = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** 16 million pixels take 64 MB as RGBA. */
const MOST_PIXELS = 16_000_000;
const JPEG_MEMORY_MB = 256;
const PNG_MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export function isPng(bytes: Uint8Array): boolean {
  return PNG_MAGIC.every((byte, i) => bytes[i] === byte);
}

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

export function decodePicture(bytes: Uint8Array, name: string): Pixels {
  try {
    if (isPng(bytes)) return decodePng(bytes, name);
    if (isJpeg(bytes)) return decodeJpeg(bytes);
  } catch (error) {
    if (error instanceof Error && error.name === 'UserError') throw error;
    // The decoders say what is wrong in words about themselves, which help nobody.
    throw fileProblem(name, 'the picture is damaged or of a kind that cannot be read; save it again as PNG');
  }
  throw fileProblem(name, 'it is no PNG or JPEG picture, whatever its name says');
}

function decodePng(bytes: Uint8Array, name: string): Pixels {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 24) throw new Error('it ends within its header');
  // A small file can claim any size: the header is looked at before anything is unpacked.
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width * height > MOST_PIXELS) {
    throw fileProblem(name, `${width} × ${height} pixels are more than the ${grouped(MOST_PIXELS)} that are taken`);
  }
  const png = PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return { width: png.width, height: png.height, data: png.data };
}

function decodeJpeg(bytes: Uint8Array): Pixels {
  const maxResolutionInMP = MOST_PIXELS / 1e6;
  return jpeg.decode(bytes, { useTArray: true, maxResolutionInMP, maxMemoryUsageInMB: JPEG_MEMORY_MB });
}
