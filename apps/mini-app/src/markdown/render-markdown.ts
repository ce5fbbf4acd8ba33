import DOMPurify from 'dompurify';
import { micromark } from 'micromark';
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** `file:<id>` of the document, on its way through two cleaners that know no such scheme. */
const FILE = /\bfile:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g;
const STAND_IN = '#document-file-';

const ALLOWED = {
  ALLOWED_TAGS:
    'a b blockquote br code del em h1 h2 h3 h4 h5 h6 hr img input li ol p pre s strong sub sup table tbody td th thead tr ul'.split(
      ' ',
    ),
  ALLOWED_ATTR: ['href', 'src', 'alt', 'title', 'align', 'start', 'type', 'checked', 'disabled'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|dingtalk:|#|\/(?!\/))/i,
  RETURN_DOM_FRAGMENT: true,
} as const;

/**
 * Markdown as elements. HTML in it is shown as text: the parser escapes it, and the sanitiser would not let it through. A
 * picture of another address is a link: nobody else's server learns who reads a document.
 * @param fileOf what stands for a file of the document: `url` shows or opens it; undefined for one that is not there
 */
export function renderMarkdown(
  text: string,
  fileOf: (id: string) => { url: string; name: string } | undefined,
): DocumentFragment {
  const html = micromark(text.replace(FILE, `${STAND_IN}$1`), {
    extensions: [gfm(), cjkFriendlyExtension()],
    htmlExtensions: [gfmHtml()],
  });
  const fragment = DOMPurify.sanitize(html, {
    ...ALLOWED,
    ALLOWED_TAGS: [...ALLOWED.ALLOWED_TAGS],
    ALLOWED_ATTR: [...ALLOWED.ALLOWED_ATTR],
  });
  for (const image of each(fragment, 'img')) showPicture(image as HTMLImageElement, fileOf);
  for (const link of each(fragment, 'a')) leadOut(link as HTMLAnchorElement, fileOf);
  for (const box of each(fragment, 'input')) if ((box as HTMLInputElement).type !== 'checkbox') box.remove();
  // The page's name is the only first heading there is.
  for (const heading of each(fragment, 'h1,h2,h3,h4,h5,h6')) lowerHeading(heading);
  for (const table of each(fragment, 'table')) letScroll(table);
  return fragment;
}

const each = (root: ParentNode, selector: string): Element[] => Array.from(root.querySelectorAll(selector));
const fileId = (address: string | null): string | null =>
  address?.startsWith(STAND_IN) ? address.slice(STAND_IN.length) : null;

function showPicture(image: HTMLImageElement, fileOf: Parameters<typeof renderMarkdown>[1]): void {
  const address = image.getAttribute('src');
  const id = fileId(address);
  const file = id === null ? undefined : fileOf(id);
  if (file) {
    image.src = file.url;
    if (!image.alt) image.alt = file.name;
    return;
  }
  const instead = document.createElement(id === null && address ? 'a' : 'span');
  instead.textContent = image.alt || address || '';
  if (instead instanceof HTMLAnchorElement && address) instead.setAttribute('href', address);
  image.replaceWith(instead);
}

function leadOut(link: HTMLAnchorElement, fileOf: Parameters<typeof renderMarkdown>[1]): void {
  const address = link.getAttribute('href') ?? '';
  const id = fileId(address);
  const file = id === null ? undefined : fileOf(id);
  // The parser empties an address that it does not trust.
  if (address === '' || (id !== null && !file)) link.removeAttribute('href');
  if (file && id !== null) {
    link.href = file.url;
    link.dataset.file = id;
    if (!link.textContent) link.textContent = file.name;
  }
  if (!link.hasAttribute('href') || (id === null && address.startsWith('#'))) return;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
}

function lowerHeading(heading: Element): void {
  const level = Math.min(6, Number(heading.tagName[1]) + 1);
  const lower = document.createElement(`h${level}`);
  lower.append(...Array.from(heading.childNodes));
  heading.replaceWith(lower);
}

/** A wide table scrolls in its own place, by keyboard too; the page does not. */
function letScroll(table: Element): void {
  const frame = document.createElement('div');
  frame.className = 'prose-table';
  frame.tabIndex = 0;
  table.replaceWith(frame);
  frame.append(table);
}
