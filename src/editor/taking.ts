/** Takes a circuit away: to the clipboard, or to a file that the person names. */
import * as vscode from 'vscode';
import { writeDoubles } from '../double';
import { printPage } from '../exports/page';
import type { ViewMessage } from '../protocol';
import type { Taken } from './desk/answers';
import { offers, PICTURE } from './offers';

type Take = Extract<ViewMessage, { kind: 'take' }>;

/** Writes a circuit in the format that was asked for, and says so; a mistake is said too. */
export async function takeAway(
  extension: vscode.Uri,
  message: Take,
  taken: Taken | null,
): Promise<void> {
  const format = offers.find(({ key }) => key === message.format);
  const content = format && taken && (await contentOf(extension, message, taken));
  if (!content) {
    void vscode.window.showWarningMessage(
      `This circuit cannot be taken away as ${format?.label ?? message.format}. Show a graph first.`,
    );
  } else if (message.done) {
    tellCopied(format.label);
  } else if (message.to === 'clipboard' && typeof content === 'string') {
    await copyText(content, format.label);
  } else if (message.to === 'file' || (await prefersFile(format.label))) {
    await saveFile(content, taken.name, format.extension);
  }
}

/** Puts a text on the clipboard and says so. */
export async function copyText(text: string, what: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  tellCopied(what);
}

function tellCopied(what: string): void {
  vscode.window.setStatusBarMessage(`$(check) Copied ${what}`, 3000);
}

/** Where the page may not put a picture on the clipboard, it can still be saved. */
async function prefersFile(label: string): Promise<boolean> {
  const message = `The clipboard takes no ${label} from here. Save it as a file instead.`;
  return (await vscode.window.showWarningMessage(message, SAVE)) === SAVE;
}

const SAVE = 'Save…';

async function contentOf(
  extension: vscode.Uri,
  { format, drawing }: Take,
  { text, page }: Taken,
): Promise<string | Uint8Array | null | undefined> {
  switch (format) {
    case 'svg':
      return drawing?.svg;
    case PICTURE:
      return drawing?.png;
    default:
      return page ? pageOf(extension, page) : text;
  }
}

async function pageOf(
  extension: vscode.Uri,
  { title, data }: NonNullable<Taken['page']>,
): Promise<string> {
  const read = async (name: string): Promise<string> => {
    const file = vscode.Uri.joinPath(extension, 'dist', name);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  };
  const [script = '', style = '', layoutEngine = ''] = await Promise.all(
    ['standalone.js', 'webview.css', 'elk-worker.min.js'].map(read),
  );
  return printPage({
    title,
    lang: 'en',
    style,
    script,
    layoutEngine,
    data: JSON.stringify(writeDoubles(data)),
  });
}

async function saveFile(
  content: string | Uint8Array,
  name: string,
  extension: string,
): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const file = `${name}.${extension}`;
  const uri = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder.uri, file) }),
    filters: { [extension.toUpperCase()]: [extension] },
  });
  if (uri) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    await vscode.workspace.fs.writeFile(uri, bytes);
    vscode.window.setStatusBarMessage(`$(check) Saved ${uri.path}`, 3000);
  }
}
