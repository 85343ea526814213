/** The steps without sight or mouse: which keys take them, and what is said of each. */
import { formatNumber } from '../src/numbers';
import type { Picture } from '../src/protocol';
import { callNode } from './spoken';
import type { View } from './view';
import type { Walk } from './walk';

/** Takes a key that is meant for the steps, whatever has the focus; answers whether it was one. */
export function takeKey(view: View, walk: Walk, event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  // Brackets need AltGr, which looks like Ctrl and Alt, on many keyboards.
  const altGraph = event.getModifierState('AltGraph');
  if (event.defaultPrevented || isTyping(target) || !(plain || altGraph)) return false;
  switch (event.key) {
    case ' ':
      if (isPressed(target)) return false;
      walk.togglePlay();
      return true;
    case '[':
    case ',':
      walk.step(-1);
      return true;
    case ']':
    case '.':
      walk.step(1);
      return true;
    case 'Escape':
      // One thing at a time, the uppermost first.
      if (view.explanation.value) view.dismiss();
      else if (walk.position.value !== null) walk.end();
      else return false;
      return true;
    default:
      return false;
  }
}

function isTyping(target: unknown): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'range' && target.type !== 'radio';
  return target instanceof HTMLTextAreaElement;
}

/** Whether Space means something to it already. */
function isPressed(target: unknown): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'button, select, summary, vscode-button, [role^=menu], [role=radio], input[type=radio]',
    ) !== null
  );
}

/** "step 7 of 17: forward through exp, value 0.37". */
export function sayMoment(
  view: View,
  { position, length, moment }: Walk,
  { nodes }: Picture,
): string {
  const now = moment.value;
  if (position.value === null || !now) return '';
  const digits = view.digits.value;
  const call = (id: number | null): string => {
    const node = nodes.find((each) => each.id === id);
    return node ? callNode(node, digits) : '';
  };
  const write = (number: number | undefined): string => formatNumber(number ?? NaN, digits);
  const what = (): string => {
    if (now.node === null) return position.value === 0 ? 'the inputs are given' : 'done';
    switch (now.kind) {
      case 'forward':
        return `forward through ${call(now.node)}, value ${write(view.tape.value.value[now.node])}`;
      case 'seed':
        return `the gradient of the output, ${write(view.tape.value.gradient[now.node])}`;
      default: {
        // Of two wires to the same operand the last one says the sum.
        const sums = new Map(now.flows.map(({ edge, after }) => [edge.from, after]));
        const parts = [...sums].map(([id, sum]) => `gradient of ${call(id)} ${write(sum)}`);
        return [`backward through ${call(now.node)}`, ...parts].join(', ');
      }
    }
  };
  return `step ${position.value} of ${length.value}: ${what()}`;
}
