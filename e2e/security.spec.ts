/** Electron's security checklist, against the built app. Item 19, the fuses, belongs to the packaged app. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandInputs } from '../src/shared/ipc.ts';
import { expect, test } from './fixtures/app.ts';
import { ask, reply } from './fixtures/ask.ts';
import { fuzzCalls } from './fixtures/fuzz.ts';
import { ROOT } from './fixtures/launch.ts';
import { findDescendant } from './fixtures/processes.ts';

const PAGE = 'app://streamline/index.html';

test('2: the page has no Node', async ({ shared: { page } }) => {
  const found = await page.evaluate(() => {
    const names = [
      'require',
      'process',
      'module',
      'exports',
      'global',
      'Buffer',
      'setImmediate',
      '__dirname',
      'electron',
    ];
    return names.filter((name) => name in window);
  });
  expect(found).toEqual([]);
});

test('3, 20: the bridge is two frozen functions and leads nowhere else', async ({ shared: { page } }) => {
  const bridge = await page.evaluate(() => {
    const { streamline } = window as unknown as { streamline: Record<string, unknown> };
    const property = Object.getOwnPropertyDescriptor(window, 'streamline');
    const attempt = (change: () => void): boolean => {
      try {
        change();
      } catch {
        // A refusal may also be a thrown error; what counts is the state afterwards.
      }
      return Object.keys(streamline).join() === 'call,subscribe' && typeof streamline.call === 'function';
    };
    return {
      keys: Reflect.ownKeys(streamline),
      types: Object.values(streamline).map((value) => typeof value),
      frozen: Object.isFrozen(streamline),
      replaceable: (property?.writable ?? false) || (property?.configurable ?? false),
      unchanged: [
        attempt(() => {
          streamline.call = () => 'mine';
        }),
        attempt(() => {
          streamline.more = 1;
        }),
        attempt(() => {
          delete streamline.call;
        }),
        attempt(() => {
          Object.setPrototypeOf(streamline, { ipcRenderer: 1 });
        }),
      ],
      prototype: Object.getPrototypeOf(streamline) === Object.prototype,
    };
  });
  expect(bridge).toEqual({
    keys: ['call', 'subscribe'],
    types: ['function', 'function'],
    frozen: true,
    replaceable: false,
    unchanged: [true, true, true, true],
    prototype: true,
  });
});

test('20: a listener gets the event and nothing of Electron', async ({ shared: { app, page } }) => {
  const heard = page.evaluate(
    () =>
      new Promise<{ count: number; keys: string[] }>((resolve) => {
        type Subscribe = (listener: (...values: readonly object[]) => void) => () => void;
        const { subscribe } = (window as unknown as { streamline: { subscribe: Subscribe } }).streamline;
        const end = subscribe((...values) => {
          end();
          resolve({ count: values.length, keys: Object.keys(values[0] ?? {}) });
        });
      }),
  );
  await expect
    .poll(async () => {
      await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.send('streamline:event', { kind: 'run-gone', id: 'none' }),
      );
      return Promise.race([heard, false]);
    })
    .toEqual({ count: 1, keys: ['kind', 'id'] });
});

test('4, 6, 8–12: every window is locked as it should be', async ({ shared: { app } }) => {
  const preferences = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      type WithPreferences = { getLastWebPreferences(): Record<string, unknown> };
      const all = (window.webContents as unknown as WithPreferences).getLastWebPreferences();
      const names = [
        'sandbox',
        'contextIsolation',
        'nodeIntegration',
        'nodeIntegrationInWorker',
        'nodeIntegrationInSubFrames',
      ];
      names.push(
        'webSecurity',
        'webviewTag',
        'allowRunningInsecureContent',
        'experimentalFeatures',
        'enableBlinkFeatures',
      );
      return names.map((name) => [name, all[name] || false]);
    }),
  );
  const expected = { sandbox: true, contextIsolation: true, webSecurity: true } as Record<string, boolean>;
  expect(preferences).toHaveLength(1);
  for (const [name, value] of preferences[0] ?? [])
    expect([name, value]).toEqual([name, expected[String(name)] ?? false]);
});

test('5: every permission is denied, asked for or checked', async ({ shared: { page } }) => {
  const answers = await page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
      'persistent-storage',
    ];
    const states: Record<string, string> = {};
    for (const name of names) {
      states[name] = (await navigator.permissions.query({ name: name as PermissionName })).state;
    }
    const refused = async (attempt: Promise<unknown>): Promise<boolean> => attempt.then(() => false).catch(() => true);
    return {
      granted: Object.entries(states).filter(([, state]) => state === 'granted'),
      notification: await Notification.requestPermission(),
      media: await refused(navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
      screen: await refused(navigator.mediaDevices.getDisplayMedia({ video: true })),
      clipboard: await refused(navigator.clipboard.readText()),
      position: await refused(new Promise((done, failed) => navigator.geolocation.getCurrentPosition(done, failed))),
      midi: await refused(navigator.requestMIDIAccess({ sysex: true })),
    };
  });
  expect(answers).toEqual({
    granted: [],
    notification: 'denied',
    media: true,
    screen: true,
    clipboard: true,
    position: true,
    midi: true,
  });
});

test('7: scripts that were not built with the app do not run', async ({ shared: { page } }) => {
  const outcome = await page.evaluate(async () => {
    const ran: string[] = [];
    (window as unknown as { mark: (name: string) => void }).mark = (name) => ran.push(name);
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
    const script = (change: (element: HTMLScriptElement) => void): Promise<void> =>
      new Promise((done) => {
        const element = document.createElement('script');
        element.onerror = () => done();
        element.onload = () => done();
        change(element);
        document.body.append(element);
        if (element.src === '') done();
        element.remove();
      });
    await script((element) => {
      element.textContent = "mark('inline')";
    });
    await script((element) => {
      element.src = "data:text/javascript,mark('data')";
    });
    await script((element) => {
      element.src = 'https://example.com/mark.js';
    });
    await script((element) => {
      element.src = URL.createObjectURL(new Blob(["mark('blob')"], { type: 'text/javascript' }));
    });
    const host = document.createElement('div');
    host.innerHTML = `<img src="x:" onerror="mark('handler')"><a href="javascript:mark('link')">x</a>`;
    document.body.append(host);
    const handlerRefused = new Promise<void>((done) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        if (event.effectiveDirective === 'script-src-attr') done();
      });
    });
    host.querySelector('a')?.click();
    host.querySelector('img')?.dispatchEvent(new Event('error'));
    await handlerRefused;
    try {
      new Worker(URL.createObjectURL(new Blob(["mark('worker')"])));
    } catch {
      violated.push('worker-src');
    }
    host.remove();
    return { ran, violated: [...new Set(violated)].sort() };
  });
  expect(outcome.ran).toEqual([]);
  expect(outcome.violated).toEqual(expect.arrayContaining(['script-src-attr', 'script-src-elem', 'worker-src']));
});

test('7: the policy comes with every file and allows no eval', async ({ shared: { page } }) => {
  const policies = await page.evaluate(async () => {
    const script = document.querySelector<HTMLScriptElement>('script[src]')?.src ?? '';
    const answers = await Promise.all(['index.html', script, 'missing.html'].map((address) => fetch(address)));
    return answers.map((answer) => answer.headers.get('content-security-policy') ?? '');
  });
  for (const policy of policies) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).not.toContain('unsafe-eval');
  }
});

test('1: nothing can be loaded from elsewhere', async ({ shared: { page } }) => {
  const reached = await page.evaluate(async () => {
    const addresses = ['https://example.com/', 'http://127.0.0.1:9/', 'file:///etc/passwd', 'ftp://example.com/'];
    const fetched = await Promise.allSettled(addresses.map((address) => fetch(address, { mode: 'no-cors' })));
    const image = new Image();
    const shown = new Promise((done) => {
      image.onload = () => done(true);
      image.onerror = () => done(false);
    });
    image.src = 'https://example.com/a.png';
    return { fetched: fetched.filter((each) => each.status === 'fulfilled').length, image: await shown };
  });
  expect(reached).toEqual({ fetched: 0, image: false });
});

test('11, 12: there is no webview and no frame', async ({ shared: { app, page } }) => {
  await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.com/');
    const frame = document.createElement('iframe');
    frame.src = 'app://streamline/index.html';
    document.body.append(view, frame);
  });
  const contents = await app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  const bridged = await page.evaluate(() => {
    const frame = document.querySelector('iframe');
    const inside = frame?.contentWindow;
    let found = false;
    try {
      found = inside !== null && inside !== undefined && 'streamline' in inside;
    } catch {
      // Another origin: what it holds cannot even be asked for.
    }
    document.querySelector('webview')?.remove();
    frame?.remove();
    return found;
  });
  expect({ contents, bridged }).toEqual({ contents: 1, bridged: false });
});

for (const address of [
  'https://example.com/',
  'http://127.0.0.1:9/',
  'file:///etc/passwd',
  'data:text/html,<p>elsewhere</p>',
  'app://streamline/missing.html',
  'app://other/index.html',
  'javascript:document.write(1)',
]) {
  test(`13: the page cannot be led to ${address}`, async ({ shared: { app, page } }) => {
    await page.evaluate((target) => {
      (window as unknown as { stayed: string }).stayed = target;
      const link = document.createElement('a');
      link.href = target;
      document.body.append(link);
      link.click();
      link.remove();
      const form = document.createElement('form');
      form.action = target;
      document.body.append(form);
      form.submit();
      form.remove();
      location.href = target;
    }, address);
    const url = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL());
    expect(url).toBe(PAGE);
    // The same document still, not a fresh copy of it.
    expect(await page.evaluate(() => (window as unknown as { stayed: string }).stayed)).toBe(address);
    expect(await page.evaluate(() => document.querySelector('[role="tablist"]') !== null)).toBe(true);
  });
}

test('13: from an empty page, which nobody can forbid, the window comes back', async ({ start }) => {
  const { app, page } = await start();
  await page.evaluate(() => {
    location.href = 'about:blank';
  });
  await expect
    .poll(() =>
      app.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        const shows = await contents?.executeJavaScript('document.querySelector("[role=tablist]") !== null');
        return [contents?.getURL(), shows];
      }),
    )
    .toEqual([PAGE, true]);
});

test('14, 15: no window opens, and only cited papers open outside', async ({ shared: { app, page } }) => {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    (globalThis as unknown as { opened: string[] }).opened = opened;
    shell.openExternal = async (address) => {
      opened.push(address);
    };
  });
  const handles = await page.evaluate(() =>
    [
      'https://example.com/',
      'https://arxiv.org/abs/2210.02747',
      'http://arxiv.org/abs/2210.02747',
      'file:///etc/passwd',
      'app://streamline/index.html',
      'javascript:1',
      'about:blank',
      '',
    ].map((address) => window.open(address, '_blank', 'width=200,height=200') === null),
  );
  expect(handles).not.toContain(false);
  const outcome = await app.evaluate(({ BrowserWindow }) => ({
    windows: BrowserWindow.getAllWindows().length,
    opened: (globalThis as unknown as { opened: string[] }).opened,
  }));
  expect(outcome).toEqual({ windows: 1, opened: ['https://arxiv.org/abs/2210.02747'] });
});

test('16: the declared Electron is a current one', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(Number.parseInt(manifest.devDependencies.electron, 10)).toBeGreaterThanOrEqual(45);
});

test('17: unknown commands and wrong inputs are refused in words', async ({ shared: { page } }) => {
  expect(await reply(page, 'runs.destroy' as never, {} as never)).toMatchObject({ error: { code: 'bad-input' } });
  expect(await reply(page, 'runs.show', { id: 5 } as never)).toMatchObject({ error: { code: 'bad-input' } });
  expect(await reply(page, 'runs.show', { id: 'no such run' })).toMatchObject({ error: { code: 'not-found' } });
});

for (const [who, address] of [
  ['an empty page', 'about:blank'],
  ['a page of text', 'data:text/html,<p>x</p>'],
  ['the app’s own page in another window', PAGE],
] as const) {
  test(`17: ${who} with the same bridge is refused`, async ({ shared: { app } }) => {
    const outcome = await app.evaluate(
      async ({ BrowserWindow }, { address, preload }) => {
        const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
        await window.loadURL(address);
        const call = "window.streamline.call('settings.read', {}).then(() => 'answered', (error) => error.message)";
        const answer: unknown = await window.webContents.executeJavaScript(call);
        window.destroy();
        return String(answer);
      },
      { address, preload: join(ROOT, 'out/preload/index.cjs') },
    );
    expect(outcome).toContain('Refused');
  });
}

test('17: a frame inside the app’s own window is refused', async ({ shared: { app } }) => {
  // The app's window gives frames no bridge at all, so the call is brought to the door as a frame would bring it.
  const outcomes = await app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    type Handler = (event: object, ...values: unknown[]) => unknown;
    const door = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers.get(
      'streamline:call',
    );
    const sender = BrowserWindow.getAllWindows()[0]?.webContents;
    const ask = async (senderFrame: object | null): Promise<string> => {
      try {
        await door?.({ sender, senderFrame }, 'settings.read', {});
        return 'answered';
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    };
    const url = 'app://streamline/index.html';
    return [await ask({ url, parent: sender?.mainFrame ?? {} }), await ask(null), await ask({ url, parent: null })];
  });
  expect(outcomes[0]).toContain('Refused');
  expect(outcomes[1]).toContain('Refused');
  expect(outcomes[2]).toBe('answered');
});

test('18: the app’s own addresses lead to no file outside of it', async ({ shared: { app, page } }) => {
  const paths = [
    '../main/index.cjs',
    '..%2fmain%2findex.cjs',
    '%2e%2e/main/index.cjs',
    '%2e%2e%2fmain%2findex.cjs',
    'assets/%2e%2e/%2e%2e/main/index.cjs',
    'assets/..%2f..%2fmain%2findex.cjs',
    '..%5cmain%5cindex.cjs',
    '%252e%252e%252fmain%252findex.cjs',
    '..%c0%afmain/index.cjs',
    '%2fetc%2fpasswd',
    '/etc/passwd',
    'index.html%00.js',
    '%00',
    '%ff',
    'assets',
    '',
  ];
  const fromPage = await page.evaluate(
    (all) =>
      Promise.all(
        all.map((path) =>
          fetch(`app://streamline/${path}`).then(
            (answer) => answer.status,
            // Chromium itself refuses some of these addresses.
            () => 404,
          ),
        ),
      ),
    paths,
  );
  expect(fromPage).toEqual(paths.map(() => 404));
  // Chromium tidies addresses before it asks; the main process asks with them as they are.
  const fromMain = await app.evaluate(
    ({ net }, all) =>
      Promise.all(
        all.map(async (path) =>
          net
            .fetch(`app://streamline/${path}`)
            .then((a) => a.status)
            .catch(() => 404),
        ),
      ),
    paths,
  );
  expect(fromMain).toEqual(paths.map(() => 404));
  expect(await page.evaluate(async () => (await fetch('index.html', { method: 'POST' })).status)).toBe(405);
});

test('F10: 10 000 malformed calls are all refused and harm nothing', async ({ start }) => {
  const { app, page, mainProcess } = await start();
  await ask(page, 'runs.list', {});
  const studio = findDescendant(mainProcess, 'src/studio/main.ts')?.id;
  const crashes: string[] = [];
  page.on('crash', () => crashes.push('page'));
  page.on('pageerror', (error) => crashes.push(error.message));

  const began = Date.now();
  const count = await page.evaluate(fuzzCalls, { commands: Object.keys(commandInputs), count: 10_000, seed: 7 });
  console.log(
    `F10: ${count.sent} malformed calls in ${((Date.now() - began) / 1000).toFixed(1)} s: ` +
      `${count.refused} refused at the door, ${count.thrown} at the bridge, ${count.accepted.length} accepted`,
  );
  expect(count.accepted).toEqual([]);
  expect(count.refused + count.thrown).toBe(10_000);
  expect(count.refused).toBeGreaterThan(5_000);
  expect(crashes).toEqual([]);
  expect(findDescendant(mainProcess, 'src/studio/main.ts')?.id).toBe(studio);
  expect(await ask(page, 'runs.list', {})).toEqual([]);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
