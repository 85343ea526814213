/** What happens at a step, in one place that covers nothing: the operation with its numbers. */
import type { Formula } from '../src/formula';
import { approximateLines, type Digits } from '../src/numbers';
import type { Picture } from '../src/protocol';
import { Chip } from './chip';
import { isNumber, Typeset } from './formula';
import type { Flow, Moment } from './steps';
import type { View } from './view';

interface OperationProps {
  readonly view: View;
  readonly picture: Picture;
  readonly moment: Moment;
}

export function Operation({ view, picture, moment }: OperationProps) {
  const operation = view.operation.value;
  const digits = view.digits.value;
  const answered = moment.kind !== 'rest' && operation?.node === moment.node;
  return (
    <div class={`operation ${moment.kind}`} role="group" aria-label="This step" tabIndex={0}>
      <p class="what">
        <What picture={picture} moment={moment} view={view} />
      </p>
      {moment.kind === 'backward' ? (
        <ul>
          {moment.flows.map((flow) => (
            <li key={flow.edge.id}>
              <Line parts={writeFlow(flow, picture)} digits={digits} />
              {flow.before !== null && (
                <span class="grown">
                  <Typeset formula={writeGrowth(flow, flow.before)} digits={digits} />
                </span>
              )}
              {!moment.gradients.get(flow.edge.from)?.whole && (
                <span class="more">more is to come</span>
              )}
            </li>
          ))}
        </ul>
      ) : (
        answered && (
          <p class="formulas">
            <Line parts={operation.lines} digits={digits} />
          </p>
        )
      )}
    </div>
  );
}

function What({ view, picture, moment }: OperationProps) {
  const node = picture.nodes.find(({ id }) => id === moment.node);
  if (!node) return <>Given: the inputs. Each step computes one gate from what stands before it.</>;
  if (moment.kind === 'seed') return <>Backward begins at the output with the seed gradient.</>;
  return (
    <>
      {moment.kind === 'forward' ? 'Forward' : 'Backward'} through{' '}
      <Chip node={node} digits={view.digits.value} />
      {node.name !== null && (
        <>
          {' '}
          <Typeset formula={node.name} digits={view.digits.value} />
        </>
      )}
    </>
  );
}

/** A formula that may break where a narrow panel asks for it: before its signs of equality. */
function Line({ parts, digits }: { readonly parts: readonly Formula[]; readonly digits: Digits }) {
  return (
    <>
      {approximateLines(parts, digits).map((part, index) => (
        <Typeset key={index} formula={part} digits={digits} />
      ))}
    </>
  );
}

/** ∂f/∂x = upstream × rule = upstream × local = contribution; += where something was there. */
function writeFlow(flow: Flow, picture: Picture): Formula[] {
  const { edge, upstream, local, contribution, before } = flow;
  const up = bracketNegative(upstream, 'gradient');
  const { rule } = edge;
  const start = row('∂', outputName(picture), '/', '∂', operandName(flow, picture));
  const becomes = before === null ? '=' : '+=';
  const numbers = row(up, '×', bracketNegative(local, 'local'));
  const result: Formula = { form: 'number', value: contribution, role: 'gradient' };
  // Through a group there is no one local derivative.
  if (picture.nodes.find(({ id }) => id === edge.to)?.group) return [row(start, becomes, result)];
  const products =
    rule === null || isNumber(rule) ? [numbers] : [row(up, '×', tight(rule)), numbers];
  return [
    ...products.map((product, index) =>
      index === 0 ? row(start, becomes, product) : row('=', product),
    ),
    row('=', result),
  ];
}

function writeGrowth({ contribution, after }: Flow, before: number): Formula {
  return row(
    { form: 'number', value: before, role: 'gradient' },
    '+',
    bracketNegative(contribution, 'gradient'),
    '=',
    { form: 'number', value: after, role: 'gradient' },
  );
}

const row = (...parts: Formula[]): Formula => ({ form: 'row', parts });

function bracketNegative(value: number, role: 'gradient' | 'local'): Formula {
  const number: Formula = { form: 'number', value, role };
  return value < 0 || Object.is(value, -0) ? { form: 'brackets', parts: [number] } : number;
}

/** Brackets around what × would tear apart. */
function tight(rule: Formula): Formula {
  const loose = typeof rule !== 'string' && rule.form === 'row';
  return loose ? { form: 'brackets', parts: [rule] } : rule;
}

function outputName({ nodes, output }: Picture): Formula {
  return nodes.find(({ id }) => id === output)?.name ?? 'f';
}

/** An operand without a name is called by its place, as in the explanations. */
function operandName({ edge }: Flow, { nodes, edges }: Picture): Formula {
  const name = nodes.find(({ id }) => id === edge.from)?.name;
  if (name) return name;
  const alone = edges.filter(({ to }) => to === edge.to).length === 1;
  return alone ? 'in' : { form: 'script', parts: ['in', String(edge.operand + 1)] };
}
