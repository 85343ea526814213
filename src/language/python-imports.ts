/** Python's imports: the names of mathematics modules, and of what is in them. */
import { field } from './code/access';
import { moduleAt } from './code/library';
import { type Place } from './code/place';
import { parts, separated } from './code/source';
import { type Value, unknown } from './code/value';
import { type Span } from './syntax';
import { type SyntaxNode } from '@lezer/common';

/** `import a.b as c, d` and `from m import f as g`. */
export function runImport(node: SyntaxNode, place: Place): void {
  const children = parts(node);
  const span = place.source.span(node);
  const at = children.findIndex((child) => child.name === 'import');
  const dotted = (nodes: readonly SyntaxNode[]): string =>
    nodes.map((child) => place.source.slice(child)).join('');
  const from = children[0]?.name === 'from' ? dotted(children.slice(1, at)) : undefined;
  const imported = children
    .slice(at + 1)
    .filter((child) => child.name !== '(' && child.name !== ')');
  for (const group of separated(imported)) {
    const as = group.findIndex((child) => child.name === 'as');
    const path = dotted(as < 0 ? group : group.slice(0, as));
    const alias = as < 0 ? (path.split('.')[0] ?? path) : dotted(group.slice(as + 1));
    if (path === '*') continue;
    if (place.recorder.isGiven(alias)) continue;
    const value =
      from === undefined
        ? moduleAt(as < 0 ? alias : path, span)
        : memberOf(from, path, place, span);
    place.flow.set(place.scope.own(alias), value);
  }
}

function memberOf(from: string, name: string, place: Place, span: Span): Value {
  const module = moduleAt(from, span);
  return module.kind === 'module'
    ? field(place, module, name, span)
    : unknown(`\`${from}\` is not a module of mathematics.`, span);
}
