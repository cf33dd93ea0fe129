import MarkdownIt from 'markdown-it';

/** HTML in a note stays text. Pictures are left out: the window loads nothing from anywhere. */
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true }).disable('image');

// A link is shown with its address and leads nowhere: the window never leaves its own page.
markdown.renderer.rules.link_open = (tokens, index) => {
  const address = String(tokens[index]?.attrGet('href') ?? '');
  return `<span class="link" title="${markdown.utils.escapeHtml(address)}">`;
};
markdown.renderer.rules.link_close = () => '</span>';

/** The note as HTML that holds only what Markdown makes. */
export function markdownHtml(text: string): string {
  return markdown.render(text);
}
