/** Lets the 3-D view work on machines without a graphics card. */
import { existsSync, readdirSync } from 'node:fs';
import type { CommandLine } from 'electron';

export function chooseGraphics(commandLine: CommandLine): void {
  // Chromium refuses WebGL in software by default since that runs untrusted shaders on the CPU; ours are our own.
  commandLine.appendSwitch('enable-unsafe-swiftshader');
  if (commandLine.hasSwitch('use-gl') || commandLine.hasSwitch('use-angle')) return;
  if (process.platform === 'linux' && !hasGraphicsDevice()) {
    commandLine.appendSwitch('use-gl', 'angle');
    commandLine.appendSwitch('use-angle', 'swiftshader');
  }
}

function hasGraphicsDevice(): boolean {
  if (existsSync('/dev/nvidiactl')) return true;
  return existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('render'));
}
