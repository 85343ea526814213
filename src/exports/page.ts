/** A web page in one file: it loads nothing, and nothing in it can be taken for something else. */
import { inOneLine } from './subject';

/** What goes into the page. Only `script` runs. */
export interface PageParts {
  readonly title: string;
  /** BCP 47 tag of the page's language. */
  readonly lang: string;
  readonly style: string;
  readonly script: string;
  /** JSON, which the script finds as the text of the element `data`. */
  readonly data: string;
  /** The layout engine's script, as the text of the element `layout-engine`: for a worker from a blob. */
  readonly layoutEngine: string;
}

/** What VS Code says where there is one: without it fields and icons are as in its dark theme. */
const LIGHT = `:root {
  --vscode-foreground: #1f1f1f;
  --vscode-icon-foreground: #3b3b3b;
  --vscode-input-background: #ffffff;
  --vscode-input-foreground: #1f1f1f;
  --vscode-input-placeholderForeground: #616161;
  --vscode-dropdown-background: #ffffff;
  --vscode-dropdown-border: #8a8a8a;
  --vscode-dropdown-foreground: #1f1f1f;
}
`;

/**
 * The page, as text. Its policy allows the one script and the one style by their hashes; style sheets
 * that the script adds carry the nonce that it finds in `csp-nonce`; workers come from blobs; nothing
 * is fetched. The same parts give the same page.
 */
export async function printPage(parts: PageParts): Promise<string> {
  const style = endless(LIGHT + parts.style);
  const script = endless(parts.script);
  const [scriptHash, styleHash, nonce] = await Promise.all(
    [script, style, parts.data + parts.title].map(hash),
  );
  const policy = [
    `default-src 'none'`,
    `script-src 'sha256-${scriptHash ?? ''}'`,
    `style-src 'sha256-${styleHash ?? ''}' 'nonce-${nonce ?? ''}'`,
    `img-src data: blob:`,
    `font-src data:`,
    `worker-src blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escape(parts.lang)}">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta property="csp-nonce" content="${nonce ?? ''}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escape(inOneLine(parts.title))}</title>
    <style>${style}</style>
  </head>
  <body>
    <div id="root"></div>
    <script id="data" type="application/json">${inert(parts.data)}</script>
    <script id="layout-engine" type="text/plain">${endless(parts.layoutEngine)}</script>
    <script>${script}</script>
  </body>
</html>
`;
}

/** JSON in which no tag can begin: < stands in strings only, where it may be written as its code. */
function inert(json: string): string {
  return json.replaceAll('<', '\\u003c');
}

/** A script or style that ends no element and opens no comment of HTML; in its language the same. */
function endless(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '\\0')
    .replace(/<\/(?=script|style)/gi, '<\\/')
    .replaceAll('<!--', '<\\!--');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

async function hash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
