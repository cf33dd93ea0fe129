import { expect, test } from 'vitest';
import { isTrusted } from './sender.ts';

const page = { url: 'app://streamline/index.html', parent: null };

test.each([
  ['the window', { contentsId: 3, frame: page }, 3, true],
  ['the window at a fragment', { contentsId: 3, frame: { ...page, url: `${page.url}#runs` } }, 3, true],
  ['another page of Electron', { contentsId: 4, frame: page }, 3, false],
  ['a sub-frame with the right address', { contentsId: 3, frame: { ...page, parent: page } }, 3, false],
  ['a frame that is gone', { contentsId: 3, frame: null }, 3, false],
  ['anyone, when no window is open', { contentsId: 3, frame: page }, null, false],
  ['another file of the app', { contentsId: 3, frame: { ...page, url: 'app://streamline/assets/a.js' } }, 3, false],
  ['another host', { contentsId: 3, frame: { ...page, url: 'app://streamline.evil/index.html' } }, 3, false],
  ['a longer name', { contentsId: 3, frame: { ...page, url: `${page.url}.evil` } }, 3, false],
  ['the web', { contentsId: 3, frame: { ...page, url: 'https://streamline/index.html' } }, 3, false],
  ['an empty page', { contentsId: 3, frame: { ...page, url: 'about:blank' } }, 3, false],
])('%s', (_who, sender, window, trusted) => {
  expect(isTrusted(sender, window)).toBe(trusted);
});
