/** Layers with weights of their own, which are inputs, and what puts layers one after another. */
import type { Span } from '../syntax';
import { apply, fold } from './arithmetic';
import type { Builtin } from './lists';
import { elements, isMatrix } from './matrices';
import { memberOfObject } from './objects';
import type { Recorder } from './recorder';
import { asItems, isLiteral, list, nothing, unsupported, type Func, type Value } from './value';

interface Sizes {
  readonly inputs: number;
  readonly outputs: number;
  readonly bias: boolean;
  /** Where the layer is made. */
  readonly span: Span;
}

/** `nn.Linear(2, 1)`: one input for every weight, called as PyTorch calls it. */
const linear: Builtin = ({ recorder, args, named, span }) => {
  const [inputs, outputs] = [
    args[0] ?? named.get('in_features') ?? nothing,
    args[1] ?? named.get('out_features') ?? nothing,
  ].map((size) => recorder.shape(size, span, 'This size'));
  const bias = args[2] ?? named.get('bias');
  const sizes = {
    inputs: inputs ?? 0,
    outputs: outputs ?? 0,
    bias: !(bias?.kind === 'scalar' && bias.known === 0),
    span,
  };
  const weights = sizes.inputs * sizes.outputs;
  if (weights > recorder.limits.nodes / 2)
    return unsupported(`This layer has ${weights} weights, and each would be an input.`, span, {
      advice: 'Write smaller sizes to see how it works, such as `nn.Linear(2, 1)`.',
    });
  return linearCalled(recorder, sizes, undefined);
};

function linearCalled(recorder: Recorder, sizes: Sizes, own: string | undefined): Func {
  let label = own;
  const layer: Func = {
    kind: 'function',
    name: own ?? 'Linear',
    call: ({ positional, named }, span) => {
      label ??= recorder.claim('linear');
      const given = positional[0] ?? named.get('input') ?? nothing;
      return applyLinear(recorder, sizes, label, given, span);
    },
  };
  return own === undefined
    ? { ...layer, named: (name) => linearCalled(recorder, sizes, recorder.claim(name)) }
    : layer;
}

function applyLinear(
  recorder: Recorder,
  sizes: Sizes,
  label: string,
  given: Value,
  span: Span,
): Value {
  if (isMatrix(given)) {
    const rows = asItems(given, span).map((row) => applyLinear(recorder, sizes, label, row, span));
    return list(rows, true, 'torch');
  }
  const numbers = elements(recorder, given, sizes.inputs, label, span);
  const outputs = Array.from({ length: sizes.outputs }, (_, row) => {
    const products = numbers.map((number, column) => {
      const weight = recorder.input(`${label}.weight[${row}][${column}]`, sizes.span);
      return apply(recorder, 'mul', [weight, number], span);
    });
    const bias = sizes.bias ? [recorder.input(`${label}.bias[${row}]`, sizes.span)] : [];
    return fold(recorder, 'add', [...products, ...bias], span) ?? nothing;
  });
  const [only = nothing] = outputs;
  return given.kind === 'scalar' && sizes.inputs === 1 && outputs.length === 1
    ? only
    : list(outputs, true, 'torch');
}

/** `nn.Sequential(first, second, …)`: each layer takes what the one before it gives. */
const sequential: Builtin = ({ recorder, args, span }) => {
  const layers = args.map((layer) => asLayer(layer, span));
  const chain = (own: string | undefined): Func => {
    const steps = layers.map((layer, i) =>
      own === undefined ? layer : (layer.named?.(`${own}.${i}`) ?? layer),
    );
    return {
      kind: 'function',
      name: own ?? 'Sequential',
      call: ({ positional: [first = nothing] }, at) =>
        steps.reduce<Value>(
          (value, step) =>
            step.call({ positional: [recorder.share(value, at)], named: new Map() }, at),
          first,
        ),
      ...(own === undefined ? { named: chain } : {}),
    };
  };
  return chain(undefined);
};

function asLayer(value: Value, span: Span): Func {
  const called =
    value.kind === 'fields'
      ? (memberOfObject(value, 'forward', span) ?? memberOfObject(value, '__call__', span))
      : value;
  return called?.kind === 'function'
    ? called
    : unsupported('This takes layers, one after another. Write each as an argument.', span);
}

/** `nn.Parameter(torch.tensor(0.5))`: numbers that are inputs wherever they get a name. */
const parameter: Builtin = ({ args: [value = nothing], span }) => asLeaves(value, span);

function asLeaves(value: Value, span: Span): Value {
  if (value.kind === 'list')
    return list(
      value.items.map((item) => asLeaves(item, span)),
      true,
      'torch',
    );
  return isLiteral(value) ? { ...value, leaf: true } : value;
}

const identity: Func = {
  kind: 'function',
  name: 'Identity',
  call: ({ positional: [value = nothing] }) => value,
};

const random: Builtin = ({ name, span }) =>
  unsupported(`\`${name}\` draws random numbers, which a picture cannot.`, span, {
    advice: /drop/i.test(name)
      ? 'Delete it: a network in use leaves it out too.'
      : 'Write numbers instead.',
  });

/** What of `torch.nn` is a layer with weights, or made of layers. */
export const layerBuiltins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['Linear', linear],
  ['Sequential', sequential],
  ['Parameter', parameter],
  ['Identity', () => identity],
  ['Flatten', () => identity],
  ['ModuleList', ({ args: [layers = nothing], span }) => list([...asItems(layers, span)])],
  ...['Dropout', 'dropout', 'randint', 'bernoulli'].map((name) => [name, random] as const),
]);
