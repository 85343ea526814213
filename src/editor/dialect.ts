/** The language of a document, where VS Code by itself has no other name for it. Pure. */

/** What VS Code takes for plain text unless an extension says otherwise, by the end of the file's name. */
const ENDINGS: Readonly<Record<string, string>> = {
  ...{ glsl: 'glsl', frag: 'glsl', vert: 'glsl', geom: 'glsl', comp: 'glsl', cl: 'opencl' },
  ...{ m: 'matlab', jl: 'julia', cu: 'cuda-cpp', tex: 'latex' },
};

/** What begins a line of Objective-C and none of MATLAB. */
const OBJECTIVE_C =
  /^\s*(?:#\s*(?:import|include|define)|@(?:interface|implementation|import|class)\b)/m;

/** VS Code's identifier of the language, of a document with this name and text. */
export function languageOf(languageId: string, name: string, text: string): string {
  const [, ending = ''] = /\.(\w+)$/.exec(name) ?? [];
  // Without an extension for MATLAB VS Code takes its files for Objective-C.
  if (languageId === 'objective-c' && ending === 'm' && !OBJECTIVE_C.test(text)) return 'matlab';
  if (languageId !== 'plaintext' || !Object.hasOwn(ENDINGS, ending)) return languageId;
  return ENDINGS[ending] ?? languageId;
}
