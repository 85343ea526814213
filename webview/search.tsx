/** Finding gates and names in the picture: Ctrl+F or a slash, Enter for the next, Escape to leave. */
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Digits } from '../src/numbers';
import type { PictureNode } from '../src/protocol';
import { CLOSE, IconButton } from './controls';
import { callGate, labelText } from './spoken';
import type { Drawing, View } from './view';

interface SearchProps {
  readonly view: View;
  readonly drawing: Drawing;
}

const PREVIOUS = 'M8 4.6 2.9 9.7l.8.8L8 6.2l4.3 4.3.8-.8z';
const NEXT = 'M8 11.4 2.9 6.3l.8-.8L8 9.8l4.3-4.3.8.8z';

export function Search({ view, drawing }: SearchProps) {
  const { searching } = view.desk;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const find = (event.ctrlKey || event.metaKey) && event.key === 'f';
      const slash = event.key === '/' && !isTyping(event);
      if (!find && !slash) return;
      searching.value = true;
      document.querySelector<HTMLInputElement>('.search input')?.select();
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', press);
    };
  }, [searching]);
  return searching.value ? <SearchBar view={view} drawing={drawing} /> : null;
}

function SearchBar({ view, drawing }: SearchProps) {
  const query = useSignal('');
  const index = useSignal(0);
  const field = useRef<HTMLInputElement>(null);
  const { desk } = view;
  const digits = view.digits.value;
  const inside = view.foundInside.value;
  const hits: readonly Hit[] = [
    ...drawing.picture.nodes.filter((node) => matches(node, query.value, digits)),
    ...(inside?.query === query.value ? inside.hits : []),
  ]
    .map((hit) => ('id' in hit ? { node: hit.id, shown: hit.id } : hit))
    .sort((a, b) => a.node - b.node);
  const at = hits.length === 0 ? 0 : index.value % hits.length;
  const hit = hits[at];
  const folded = hit !== undefined && isFolded(drawing, hit.shown);

  useLayoutEffect(() => {
    field.current?.focus();
    return () => {
      desk.found.value = null;
    };
  }, [desk]);

  const shown = hit?.shown ?? null;
  useEffect(() => {
    desk.found.value = shown;
    if (shown !== null && desk.arriving.peek() === null) desk.lookAt(shown);
  }, [shown]);
  useEffect(() => {
    const hides = drawing.picture.nodes.some(({ group }) => group);
    if (hides && query.value !== '') view.find(query.value);
  }, [query.value, drawing]);

  const go = (step: number): void => {
    if (step > 0 && folded) {
      // What is inside a group is shown before the next.
      desk.arriving.value = { node: hit.node, focus: false, centre: true };
      view.unfoldTo(hit.node);
    } else if (hits.length > 0) index.value = (at + step + hits.length) % hits.length;
  };
  const close = (): void => {
    desk.searching.value = false;
    if (shown === null) document.querySelector<HTMLElement>('[data-tool=search]')?.focus();
    else desk.visit(shown);
  };

  return (
    <div
      class="search"
      role="search"
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') close();
        else if (event.key === 'Enter' && event.target === field.current)
          go(event.shiftKey ? -1 : 1);
        else return;
        event.preventDefault();
      }}
    >
      <input
        ref={field}
        type="text"
        spellcheck={false}
        autocomplete="off"
        placeholder="Find"
        aria-label="Find a gate, a name or an expression"
        onInput={({ currentTarget }) => {
          query.value = currentTarget.value;
          index.value = 0;
        }}
      />
      <span class="hits" role="status">
        {query.value === '' ? '' : hits.length === 0 ? 'none' : `${at + 1} of ${hits.length}`}
        {folded && ', folded'}
      </span>
      <IconButton
        label="Previous"
        keys="Shift+Enter"
        icon={PREVIOUS}
        onPress={() => {
          go(-1);
        }}
      />
      <IconButton
        label={folded ? 'Unfold to it' : 'Next'}
        keys="Enter"
        icon={NEXT}
        onPress={() => {
          go(1);
        }}
      />
      <IconButton label="Close the search" keys="Escape" icon={CLOSE} onPress={close} />
    </div>
  );
}

/** A node that was looked for, and the node that is drawn for it. */
interface Hit {
  readonly node: number;
  readonly shown: number;
}

function isFolded({ picture }: Drawing, node: number): boolean {
  return picture.nodes.some(({ id, group }) => id === node && group);
}

/** By name, by what stands in the gate or what that is called, or by the written expression. */
function matches(node: PictureNode, query: string, digits: Digits): boolean {
  const wanted = query.trim().toLowerCase();
  if (wanted === '' || node.group) return false;
  const { plainName, called, text } = node;
  const words = [plainName, labelText(node, digits), callGate(node, digits), called.line, text];
  return words.some((word) => word.toLowerCase().includes(wanted));
}

/** Whether the key goes into a field; the toolkit's fields hide theirs. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}
