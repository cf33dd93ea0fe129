/** Folders that cannot be written, as truly as the machine allows. */
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export type Hindrance = 'mount' | 'permissions' | 'variable';

/**
 * For the rest of the test nothing in `folder` can be written: by permissions, which do not stop root; by a read-only mount, which
 * needs root; where neither works, by the variable that users have for it. Says which of them it was.
 */
export function makeReadOnly(folder: string): Hindrance {
  const how =
    process.platform === 'win32' ? 'variable' : process.getuid?.() === 0 ? mounted(folder) : forbidden(folder);
  if (how === 'variable') {
    process.env.STREAMLINE_READ_ONLY = '1';
    onTestFinished(() => {
      delete process.env.STREAMLINE_READ_ONLY;
    });
  }
  console.info(`${folder} is read-only by ${how}`);
  return how;
}

function forbidden(folder: string): Hindrance {
  const paths = [
    folder,
    ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  ];
  for (const path of paths.toReversed()) chmodSync(path, 0o555);
  onTestFinished(() => {
    for (const path of paths) chmodSync(path, 0o755);
  });
  return 'permissions';
}

function mounted(folder: string): Hindrance {
  try {
    execFileSync('mount', ['--bind', folder, folder], { stdio: 'ignore' });
  } catch {
    // No right to mount here (a container), or no such program.
    return 'variable';
  }
  onTestFinished(() => void execFileSync('umount', [folder]));
  execFileSync('mount', ['-o', 'remount,bind,ro', folder]);
  return 'mount';
}

/** A folder on a disk of its own of that many MB, or null where none can be mounted. */
export function smallDisk(folder: string, megabytes: number): string | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder], { stdio: 'ignore' });
  } catch {
    // As above.
    return null;
  }
  onTestFinished(() => void execFileSync('umount', [folder]));
  return folder;
}
