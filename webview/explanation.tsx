/** Why a number is what it is: symbols, numbers, result; the paths of a fork; a cause; a wiggle. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Formula } from '../src/formula';
import { approximateLines, type Digits } from '../src/numbers';
import type { HostMessage, Picture, PictureNode } from '../src/protocol';
import type { Camera } from './camera';
import { Button, CLOSE, IconButton } from './controls';
import { usePlace, useReturningFocus } from './card';
import { Chip } from './chip';
import { Breakable, Typeset } from './formula';
import { goTo } from './groups';
import { Ledger } from './ledger';
import { callGate, callNode } from './spoken';
import { writeSpot } from './spot';
import type { View } from './view';
import { Wiggle } from './wiggle';

type Answer = Extract<HostMessage, { kind: 'explanation' }>;

interface ExplanationProps {
  readonly view: View;
  readonly picture: Picture;
  readonly camera: Camera;
  /** Compares this order of the backward pass with another. */
  readonly onOrder: () => void;
}

export function Explanation({ view, picture, camera, onOrder }: ExplanationProps) {
  const explanation = view.explanation.value;
  const open = explanation !== null;
  // What gives way to the card, once that is drawn, comes back when it goes.
  const comeBack = useRef<(() => void) | null>(null);
  if (open) comeBack.current ??= camera.mark();
  useLayoutEffect(() => {
    if (open) return;
    comeBack.current?.();
    comeBack.current = null;
  }, [open]);
  if (!explanation) return null;
  const { node, edge, of } = explanation;
  const asked = picture.nodes.find(({ id }) => id === node);
  // Another number is another card: what was open in the last one is closed.
  return asked ? (
    <Card
      key={`${node} ${edge} ${of}`}
      {...{ view, picture, camera, onOrder, explanation, asked }}
    />
  ) : null;
}

interface CardProps extends ExplanationProps {
  readonly explanation: Answer;
  readonly asked: PictureNode;
}

const COPY = 'M5 1h8v10h-2V3H5zM3 4h6.5v11H3zM4.2 5.2v8.6h4.1V5.2z';
const DONE = 'M6.3 12.6 2 8.3l1-1 3.3 3.3L13 3.9l1 1z';

function Card({ view, picture, camera, onOrder, explanation, asked }: CardProps) {
  const card = useRef<HTMLElement>(null);
  const copied = useSignal<Answer | null>(null);
  const wiggling = useSignal(false);
  const { edge, of, lines, where, through, intuition, ledger, cause } = explanation;
  const digits = view.digits.value;
  const name = callNode(asked, digits);
  const title = `${TITLES[edge === null ? of : 'contribution']} ${name}`;
  const done = copied.value === explanation;
  const wire = picture.edges.find(({ id }) => id === through);
  const gate = picture.nodes.find(({ id }) => id === wire?.to);

  usePlace(card, camera, explanation, picture, wiggling.value);
  useReturningFocus(card, asked.id);
  useEffect(() => {
    const value = writeSpot(view, explanation);
    const back = gate ? `Back through ${callGate(gate, digits)}: ${intuition}` : intuition;
    view.announcement.value = [`${title}: ${value}.`, back].filter(Boolean).join(' ');
  }, []);

  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    view.dismiss();
  };

  return (
    <section ref={card} class="explanation" aria-label={title} onKeyDown={press}>
      <header>
        <h2>
          {TITLES[edge === null ? of : 'contribution']}{' '}
          {asked.name === null ? (
            <Chip node={asked} digits={digits} />
          ) : (
            <Typeset formula={asked.name} digits={digits} />
          )}
        </h2>
        <IconButton
          label={done ? 'Copied as LaTeX' : 'Copy as LaTeX'}
          icon={done ? DONE : COPY}
          onPress={() => {
            view.copyExplanation();
            copied.value = explanation;
            view.announcement.value = 'Copied as LaTeX';
          }}
        />
        <IconButton
          label="Close the explanation"
          keys="Escape"
          icon={CLOSE}
          onPress={view.dismiss}
        />
      </header>
      <div class="lines" tabIndex={0} role="group" aria-label="Explanation">
        {approximateLines(lines, digits).map((line, index) => (
          <div key={index} class="formula">
            <Breakable formula={line} digits={digits} />
          </div>
        ))}
        {where.length > 0 && <Where signs={where} digits={digits} />}
        {intuition && (
          <p class="intuition">
            {gate && (
              <>
                Back through <Chip node={gate} digits={digits} />:{' '}
              </>
            )}
            {intuition}
          </p>
        )}
        {cause && <Cause view={view} picture={picture} cause={cause} here={asked.id} />}
        {ledger && <Ledger view={view} picture={picture} ledger={ledger} />}
        {of === 'gradient' && edge === null && asked.varies && !view.quiz.value && (
          <Actions>
            <Button
              onPress={() => {
                wiggling.value = !wiggling.value;
              }}
            >
              {wiggling.value ? 'Stop wiggling' : 'Wiggle it'}
            </Button>
            {ledger && <Button onPress={onOrder}>Why this order?</Button>}
          </Actions>
        )}
        {wiggling.value && <Wiggle view={view} node={asked} />}
      </div>
    </section>
  );
}

const TITLES = {
  value: 'Value of',
  gradient: 'Gradient of',
  contribution: 'Contribution to the gradient of',
};

/** What in and out stand for in the lines above. */
function Where({ signs, digits }: { readonly signs: readonly Formula[]; readonly digits: Digits }) {
  return (
    <p class="where">
      where{' '}
      {signs.map((sign, index) => (
        <span key={index}>
          {index > 0 && ', '}
          <Typeset formula={sign} digits={digits} />
        </span>
      ))}
    </p>
  );
}

function Actions({ children }: { readonly children: ComponentChildren }) {
  return <div class="actions">{children}</div>;
}

interface CauseProps extends Pick<CardProps, 'view' | 'picture'> {
  readonly cause: NonNullable<Answer['cause']>;
  /** The node that is explained. */
  readonly here: number;
}

function Cause({ view, picture, cause, here }: CauseProps) {
  const known = picture.nodes.some(({ id }) => id === cause.node);
  const drawn = known || picture.nodes.some(({ group }) => group);
  return (
    <div class="cause">
      <p>
        <b>Why?</b> {cause.message}
      </p>
      {drawn && cause.node !== here && (
        <Button
          onPress={() => {
            goTo(view, cause.node);
          }}
        >
          Go to the first cause
        </Button>
      )}
    </div>
  );
}
