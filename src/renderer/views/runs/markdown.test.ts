import { expect, it } from 'vitest';
import { markdownHtml } from './markdown.ts';

it('makes Markdown into HTML, and HTML into text', () => {
  expect(markdownHtml('# T\n**b**')).toBe('<h1>T</h1>\n<p><strong>b</strong></p>\n');
  expect(markdownHtml('<img src=x onerror=alert(1)>')).toBe('<p>&lt;img src=x onerror=alert(1)&gt;</p>\n');
});

it('loads no picture and follows no link', () => {
  const html = markdownHtml('![x](http://a/b.png) [go](http://a/?q="><script>)  [js](javascript:alert(1))');
  expect(html).not.toMatch(/<(img|a|script)/);
  expect(html).toContain('<span class="link" title="http://a/?q=%22%3E%3Cscript%3E">go</span>');
});
