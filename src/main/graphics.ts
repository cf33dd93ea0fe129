/** Lets the 3-D view work on machines without a graphics card. */
import { existsSync, readdirSync } from 'node:fs';
import type { CommandLine } from 'electron';

export function chooseGraphics(commandLine: CommandLine): void {
  // Chromium refuses WebGL in software by default since that runs untrusted shaders on the CPU; ours are our own.
  commandLine.appendSwitch('enable-unsafe-swiftshader');
  if (commandLine.hasSwitch('use-gl') || commandLine.hasSwitch('use-angle')) return;
  if (process.platform === 'linux' && !hasGraphicsDevice()) {
    // Mesa draws several times faster on the CPU than SwiftShader, which Chromium falls back to where Mesa is missing.
    commandLine.appendSwitch('use-gl', 'angle');
    commandLine.appendSwitch('use-angle', 'gl');
    commandLine.appendSwitch('ignore-gpu-blocklist');
  }
}

function hasGraphicsDevice(): boolean {
  if (existsSync('/dev/nvidiactl')) return true;
  return existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('render'));
}
