import { expect, test, vi } from 'vitest';

vi.mock('electron', () => ({ shell: { openExternal: vi.fn() } }));
const { isAllowedOutside } = await import('./external.ts');

test.each([
  ['https://arxiv.org/abs/2210.02747', true],
  ['http://arxiv.org/abs/2210.02747', false],
  ['https://arxiv.org.evil.example/abs', false],
  ['https://evil.example/?arxiv.org', false],
  ['https://user:word@arxiv.org/', false],
  ['https://arxiv.org:8443/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['smb://arxiv.org/share', false],
  ['arxiv.org', false],
  ['', false],
])('%s', (address, allowed) => {
  expect(isAllowedOutside(address)).toBe(allowed);
});
