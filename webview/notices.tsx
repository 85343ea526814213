/** What the numbers of the picture mean where that is not as usual, each with the way back. */
import { plainLens } from '../src/lens';
import { formatNumber, formatPlain } from '../src/numbers';
import { Link } from './choices';
import { nameNode, nameOutput } from './naming';
import type { View } from './view';

interface Notice {
  readonly kind: string;
  readonly text: string;
  readonly undo: string;
  readonly act: () => void;
}

/** Everything about the numbers that someone who sees only the picture must be told. */
export function noticesOf(view: View): readonly Notice[] {
  const { output, seed, held, kinks, byHand, along } = view.lens.value;
  const nodes = view.drawing.value?.picture.nodes ?? [];
  const byName = (written: number | null): string =>
    nameNode(nodes.find((node) => node.written === written));
  const notices: Notice[] = [];
  const say = (when: boolean, kind: string, text: string, undo: string, act: () => void): void => {
    if (when) notices.push({ kind, text, undo, act });
  };
  const decimals = byHand === 1 ? '1 decimal' : `${byHand ?? 0} decimals`;
  say(byHand !== null, 'by-hand', `rounded at every step to ${decimals}`, 'Do not round', () => {
    view.look({ byHand: plainLens.byHand });
  });
  say(along !== null, 'along', sayTangent(view), 'Show gradients', () => {
    view.look({ along: plainLens.along });
  });
  say(output !== null, 'output', `differentiated: ${byName(output)}`, 'Differentiate all', () => {
    view.look({ output: plainLens.output });
  });
  say(
    seed !== plainLens.seed,
    'seed',
    `gradient at the output: ${formatPlain(seed)}`,
    'Back to 1',
    () => {
      view.look({ seed: plainLens.seed });
    },
  );
  const names = held.map(({ node }) => byName(node)).join(', ');
  say(held.length > 0, 'held', `value given by hand: ${names}`, 'Release', () => {
    view.look({ held: plainLens.held });
  });
  say(kinks !== plainLens.kinks, 'kinks', `at kinks: ${KINKS[kinks]}`, 'As PyTorch', () => {
    view.look({ kinks: plainLens.kinks });
  });
  return notices;
}

const KINKS = {
  pytorch: 'as PyTorch',
  left: 'from the left',
  right: 'from the right',
  first: 'the first wins',
};

/** "below the wires: ∂ · /∂x … ∂f/∂x = 0.20, ∂²f/∂x² = −0.09". */
function sayTangent(view: View): string {
  const { name, tangent, second } = view.along.value ?? {};
  const { output } = view.drawing.value?.picture ?? {};
  const node = view.inputs.value.find((input) => input.name === name)?.node;
  const nodes = view.drawing.value?.picture.nodes ?? [];
  if (name === undefined || output === undefined || node === undefined) {
    return 'below the wires: tangents';
  }
  const write = (number = NaN): string => formatNumber(number, view.digits.value);
  const drawn = nodes.find(({ id }) => id === node);
  const x = drawn ? nameNode(drawn) : name;
  const f = nameOutput(nodes.find(({ id }) => id === output));
  const first = `∂${f}/∂${x} = ${write(tangent?.[output])}`;
  return `below the wires: ∂ · /∂${x}, forward mode; ${first}, ∂²${f}/∂${x}² = ${write(second?.[node])}`;
}

export function Notices({ view }: { readonly view: View }) {
  const notices = noticesOf(view);
  if (notices.length === 0) return null;
  return (
    <ul class="notices" aria-label="About the numbers">
      {notices.map(({ kind, text, undo, act }) => (
        <li key={kind} class={kind}>
          <span>{text}</span> <Link onPress={act}>{undo}</Link>
        </li>
      ))}
    </ul>
  );
}
