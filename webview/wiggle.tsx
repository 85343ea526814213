/** Wiggle: a node is nudged by h, and what the output does stands beside its gradient. */
import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { formatNumber, type Digits } from '../src/numbers';
import type { PictureNode } from '../src/protocol';
import { figuresIn } from './digits';
import { explainGap, STEPS, USUAL_STEP } from './quotients';
import { nameNode } from './naming';
import type { View } from './view';

interface WiggleProps {
  readonly view: View;
  readonly node: PictureNode;
}

/** Enough figures to see where two numbers part. */
const FINE = 9;
const ERROR = { kind: 'significant', count: 2 } as const;

export function Wiggle({ view, node }: WiggleProps) {
  const group = useRef<HTMLDivElement>(null);
  const step = useSignal(USUAL_STEP);
  /** The last answer, while the next is on its way. */
  const answer = useSignal(view.wiggle.peek());
  const h = STEPS[step.value] ?? 0.1;

  useSignalEffect(() => {
    // New numbers, a new question.
    const { length } = view.tape.value.gradient;
    if (node.id < length) view.askWiggle(node.id, STEPS[step.value] ?? 0.1);
  });
  useSignalEffect(() => {
    if (view.wiggle.value?.node === node.id) answer.value = view.wiggle.value;
  });

  useEffect(() => {
    group.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  const name = node.plainName === '' ? 'this value' : nameNode(node);
  const wiggle = answer.value?.node === node.id ? answer.value : null;
  const gradient = view.tape.value.gradient[node.id] ?? NaN;
  const written = String(h);
  const fine = figuresIn(view, FINE);
  return (
    <div ref={group} class="wiggle" role="group" aria-label="Wiggle">
      <label>
        <span>
          Nudge <b>{name}</b> by h = {written}
        </span>
        <input
          type="range"
          min={0}
          max={STEPS.length - 1}
          step={1}
          value={step.value}
          aria-label="h"
          aria-valuetext={`h = ${written}`}
          onInput={(event) => {
            step.value = event.currentTarget.valueAsNumber;
          }}
        />
      </label>
      {wiggle && (
        <>
          <table>
            <tbody>
              <tr>
                <th scope="row">f at {name} + h</th>
                <td class="value">{formatNumber(wiggle.up, fine)}</td>
                <td />
              </tr>
              <Quotient title="Δf / h" quotient={wiggle.forward} {...{ gradient, fine }} />
              <Quotient title="central, ±h" quotient={wiggle.central} {...{ gradient, fine }} />
              <tr>
                <th scope="row">gradient</th>
                <td class="gradient">{formatNumber(gradient, fine)}</td>
                <td />
              </tr>
            </tbody>
          </table>
          <p class="intuition">{explainGap(wiggle, gradient, name)}</p>
        </>
      )}
    </div>
  );
}

interface QuotientProps {
  readonly title: string;
  readonly quotient: number;
  readonly gradient: number;
  readonly fine: Digits;
}

function Quotient({ title, quotient, gradient, fine }: QuotientProps) {
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>{formatNumber(quotient, fine)}</td>
      <td class="miss">off by {formatNumber(Math.abs(quotient - gradient), ERROR)}</td>
    </tr>
  );
}
