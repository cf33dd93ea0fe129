/** Puts pictures on the system's clipboard. */
import { ClipboardItem, clipboard, type NativeImage } from 'electron';

/** Electron up to version 44 takes its own image type; later ones follow the web's clipboard. */
type FormerClipboard = { writeImage(image: NativeImage): void };

export async function copyPicture(image: NativeImage): Promise<void> {
  if (hasFormerInterface(clipboard)) {
    clipboard.writeImage(image);
    return;
  }
  const png = new Blob([new Uint8Array(image.toPNG())], { type: 'image/png' });
  await clipboard.write([new ClipboardItem({ 'image/png': png })]);
}

function hasFormerInterface(target: object): target is FormerClipboard {
  return 'writeImage' in target;
}
