/** Random messages from the schemas of the protocol: what fits a schema, and what does not quite. */
import fc from 'fast-check';
import * as v from 'valibot';
import { writeDoubles } from '../../src/double';
import { hostileNames } from './mutants';

/** What valibot knows about a schema, as far as it is looked at here. */
interface Known {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Known>>;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly item?: Known;
  readonly items?: readonly Known[];
  readonly key?: Known;
  readonly value?: Known;
  readonly wrapped?: Known;
  readonly pipe?: readonly (Known & { readonly requirement?: unknown })[];
  readonly getter?: (input: unknown) => Known;
}

const double = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, 1, NaN, Infinity, -Infinity, 1e308, 5e-324),
);
const text = fc.oneof(fc.constantFrom('', 'x', 'f', '*', ...hostileNames), fc.string());
/** Small enough to meet what is there, now and then. */
const whole = fc.oneof(
  { weight: 6, arbitrary: fc.nat(12) },
  { weight: 1, arbitrary: fc.constantFrom(2 ** 31, Number.MAX_SAFE_INTEGER) },
);

/** Values that a schema takes. */
export function fitting<const S extends v.GenericSchema>(
  schema: S,
): fc.Arbitrary<v.InferOutput<S>> {
  return arbitraryOf(schema, 3);
}

/** Values that a schema takes but for one part of them, and values of whatever kind. */
export function unfitting(schema: v.GenericSchema): fc.Arbitrary<unknown> {
  const spoilt = fc
    .tuple(fitting(schema), fc.nat(), fc.anything({ withTypedArray: true, withBigInt: true }))
    .map(([value, at, junk]) => {
      if (typeof value !== 'object' || value === null) return junk;
      const keys = Object.keys(value);
      return { ...value, [keys[at % keys.length] ?? 'kind']: junk };
    });
  return fc.oneof(spoilt, fc.anything());
}

function arbitraryOf(schema: Known, depth: number): fc.Arbitrary<unknown> {
  const inner = (part: Known | undefined): fc.Arbitrary<unknown> =>
    part ? arbitraryOf(part, depth) : fc.anything();
  switch (schema.type) {
    case 'object': {
      const parts = Object.entries(schema.entries ?? {});
      const required = parts.filter(([, { type }]) => type !== 'exact_optional');
      return fc.record(Object.fromEntries(parts.map(([key, part]) => [key, inner(part)])), {
        requiredKeys: required.map(([key]) => key),
      });
    }
    case 'exact_optional':
      return inner(schema.wrapped);
    case 'variant':
    case 'union': {
      const options = (schema.options ?? []) as Known[];
      // Only the last of them is nested.
      const open = depth > 0 ? options : options.slice(0, -1);
      return fc.oneof(...open.map((option) => arbitraryOf(option, depth - 1)));
    }
    case 'picklist':
      return fc.constantFrom(...(schema.options ?? []));
    case 'literal':
      return fc.constant(schema.literal);
    case 'nullable':
      return fc.oneof(fc.constant(null), inner(schema.wrapped));
    case 'optional':
      return fc.oneof(fc.constant(undefined), inner(schema.wrapped));
    case 'array':
      return fc.array(inner(schema.item), { maxLength: 5 });
    case 'tuple':
      return fc.tuple(...(schema.items ?? []).map(inner));
    case 'record':
      return fc.dictionary(text, inner(schema.value), { maxKeys: 4 });
    case 'lazy':
      return schema.getter ? inner(schema.getter(undefined)) : fc.anything();
    case 'string':
      return schema.pipe?.some(({ type }) => type === 'parse_json')
        ? inner(schema.pipe.at(-1)).map((value) => JSON.stringify(writeDoubles(value)))
        : text;
    case 'boolean':
      return fc.boolean();
    case 'number':
      return numberOf(schema);
    case 'instance':
      return fc.uint8Array({ maxLength: 8 });
    case 'custom':
      return v.is(schema as unknown as v.GenericSchema, new Float64Array())
        ? fc.array(double, { maxLength: 12 }).map((values) => Float64Array.from(values))
        : double;
    default:
      throw new Error(`no values for a schema of type ${schema.type}`);
  }
}

function numberOf({ pipe = [] }: Known): fc.Arbitrary<number> {
  const most = pipe.find(({ type }) => type === 'max_value')?.requirement;
  if (typeof most === 'number') return fc.nat(most);
  return pipe.some(({ type }) => type === 'integer') ? whole : double;
}
