/** Takes a circuit away: to the clipboard, or to a file that the person names. */
import * as vscode from 'vscode';
import { exportStudy } from '../exported';
import { formats } from '../exports/formats';
import { printPage } from '../exports/page';
import type { PageData, ViewMessage } from '../protocol';
import type { Question } from '../questions';
import { titleOf, type Study } from '../session';
import { shownSettings } from './configuration';
import { save, type Followed } from './follow';
import { explanationLatex, pageData } from './messages';
import { offers, PICTURE } from './offers';

type Take = Extract<ViewMessage, { kind: 'take' }>;

/** What is taken away: a study, and what its page is given to go on without an editor. */
interface Taken {
  readonly study: Study;
  readonly data: PageData;
}

/** Writes the circuit in the format that was asked for, and says so; a mistake is said too. */
export async function takeAway(
  extension: vscode.Uri,
  shown: Followed,
  uri: string,
  message: Take,
): Promise<void> {
  const { subject } = shown;
  const taken = {
    study: subject.study,
    data: pageData(subject, shownSettings(), save(shown, uri)),
  };
  const format = offers.find(({ key }) => key === message.format);
  const content = format && (await contentOf(extension, taken, message));
  if (content === undefined || content === null) {
    void vscode.window.showWarningMessage(
      `This circuit cannot be taken away as ${format?.label ?? message.format}. Show a graph first.`,
    );
  } else if (message.done) {
    tellCopied(format?.label ?? '');
  } else if (message.to === 'clipboard' && typeof content === 'string') {
    await copyText(content, format?.label ?? '');
  } else if (message.to === 'file' || (await prefersFile(format?.label ?? ''))) {
    await saveFile(content, nameOf(taken.study), format?.extension ?? 'txt');
  }
}

/** Copies the steps that lead to a number, as LaTeX. */
export async function copyExplanation(study: Study, question: Question): Promise<void> {
  await copyText(explanationLatex(study, question, shownSettings()), 'the explanation as LaTeX');
}

/** Puts a text on the clipboard and says so. */
async function copyText(text: string, what: string): Promise<void> {
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
  { study, data }: Taken,
  { format, drawing }: Take,
): Promise<string | Uint8Array | null | undefined> {
  switch (format) {
    case 'svg':
      return drawing?.svg;
    case PICTURE:
      return drawing?.png;
    case 'html':
      return pageOf(extension, titleOf(study), data);
    default: {
      const what = exportStudy(study, data.settings.decimals, drawing);
      return what && formats.find(({ key }) => key === format)?.print(what);
    }
  }
}

async function pageOf(extension: vscode.Uri, title: string, data: PageData): Promise<string> {
  const read = async (name: string): Promise<string> => {
    const file = vscode.Uri.joinPath(extension, 'dist', name);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  };
  const [script = '', style = '', layoutEngine = ''] = await Promise.all(
    ['standalone.js', 'webview.css', 'elk-worker.min.js'].map(read),
  );
  return printPage({ title, lang: 'en', style, script, layoutEngine, data: JSON.stringify(data) });
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

/** A file name for the circuit: the output's name if it has one. */
function nameOf({ graph }: Study): string {
  const output = graph?.nodes[graph.output];
  const name = (output?.kind === 'op' && output.name) || 'circuit';
  return name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'circuit';
}
