// What shipped scripts can reach: every use of what runs text as code, asks a network, starts a
// process or writes markup, found in the syntax tree, so that no string and no name is mistaken for it.
import ts from 'typescript';

/** Free names, and members of whatever object, that are looked for. */
const names = new Set([
  'eval', 'Function', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'RTCPeerConnection',
  'importScripts', 'Worker', 'SharedWorker', 'ActiveXObject', 'execScript', 'Image', 'Audio', 'localStorage', 'indexedDB',
]); // prettier-ignore
const members = new Set([
  'eval', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'sendBeacon', 'serviceWorker', 'importScripts', 'cookie',
  'innerHTML', 'outerHTML', 'insertAdjacentHTML', 'createContextualFragment', 'createTelemetryLogger', 'openExternal', 'asExternalUri',
]); // prettier-ignore
/** Addresses that name a vocabulary and are never asked. */
const vocabulary = /^http:\/\/(www\.w3\.org|www\.eclipse\.org|\/org\/eclipse)\//;

/** How often each is used in a script; addresses in its strings are counted as uses. */
export function usesIn(path, text) {
  const root = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
  if (root.parseDiagnostics.length > 0) throw new Error(`${path} does not parse`);
  const uses = new Map();
  const count = (what) => uses.set(what, (uses.get(what) ?? 0) + 1);
  const visit = (node) => {
    const use = useOf(node);
    if (use) count(use);
    node.forEachChild(visit);
  };
  visit(root);
  return uses;
}

function useOf(node) {
  if (ts.isIdentifier(node)) return nameUsed(node);
  if (ts.isStringLiteralLike(node)) return addressIn(node.text);
  if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
    return addressIn(node.text);
  }
  if (!ts.isCallExpression(node)) return undefined;
  const [first] = node.arguments;
  const written = first && ts.isStringLiteralLike(first);
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return 'import()';
  if (!ts.isIdentifier(node.expression)) return undefined;
  const { text } = node.expression;
  if (text === 'require') return `require(${written ? first.text : '…'})`;
  return /^set(Timeout|Interval)$/.test(text) && written ? `${text}(text)` : undefined;
}

/** A free name or a member; a key of an object, a parameter or a label is neither. */
function nameUsed(node) {
  const { text, parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return members.has(text) ? `.${text}` : undefined;
  }
  if (!names.has(text) || parent.name === node) return undefined;
  // What its functions inherit is asked, and no function is made.
  const inherits = ts.isPropertyAccessExpression(parent) && parent.name.text === 'prototype';
  return inherits ? undefined : text;
}

function addressIn(text) {
  const address = /\b(?:https?|wss?|ftp):\/\/[^\s'"]*/.exec(text)?.[0];
  return address && !vocabulary.test(address) ? address : undefined;
}
