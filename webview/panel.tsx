/** The whole page: title, picture, inputs, problems; or what to do while there is none. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { keepFocus } from './focus';
import { Typeset } from './formula';
import { Late } from './late';
import { Inputs } from './inputs';
import { Notices } from './notices';
import { Outcome } from './outcome';
import { usePrinting } from './printing';
import { Problems, Unread } from './problems';
import { Said } from './said';
import { Stage } from './stage';
import { Table } from './table';
import { Toolbar } from './toolbar';
import type { View } from './view';

/** As far as the picture is drawn. */
const STATES = { whole: 'ready', 'in sight': 'seen', some: 'drawing' } as const;

export function Panel({ view }: { readonly view: View }) {
  const drawing = view.drawing.value;
  const stale = view.stale.value;
  const layingOut = view.layingOut.value;
  const { turns } = view.desk;

  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (stale !== null) dataset['state'] = 'stale';
    else if (drawing && !layingOut) dataset['state'] = STATES[turns.drawn.peek()];
    else delete dataset['state'];
  }, [drawing, stale, layingOut, turns.drawn.value]);

  usePrinting(view);

  const page = useRef<HTMLElement>(null);
  useLayoutEffect(() => (page.current ? keepFocus(page.current) : undefined), []);

  const { palette } = view.settings.value;
  useLayoutEffect(() => {
    document.documentElement.dataset['palette'] = palette;
  }, [palette]);

  return (
    <main ref={page} class={stale === null ? 'panel' : 'panel stale'}>
      {drawing && (
        <>
          <h1 class={drawing.heading ? 'title typeset' : 'title'} title={drawing.title}>
            <span class="written">{drawing.title}</span>
            {drawing.heading && (
              <span class="heading" aria-hidden="true">
                <Typeset formula={drawing.heading} digits={view.digits.value} />
              </span>
            )}
            <Outcome view={view} drawing={drawing} />
          </h1>
          <Toolbar view={view} drawing={drawing} />
          <Unread view={view} />
          <Notices view={view} />
        </>
      )}
      <div class="banner" role="status">
        {stale !== null && (
          <div class="told">
            <Said text={stale} />
          </div>
        )}
      </div>
      {drawing ? (
        <>
          <Stage view={view} drawing={drawing} />
          {view.desk.table.value && <Table view={view} drawing={drawing} />}
          <Problems view={view} />
          <Inputs view={view} drawing={drawing} />
        </>
      ) : (
        <>
          {!layingOut && <Empty stale={stale !== null} />}
          <Problems view={view} />
        </>
      )}
      {layingOut && <Late alone={drawing === null} onCancel={view.cancelLayout} />}
      <div class="announcement" aria-live="polite">
        {view.announcement}
      </div>
    </main>
  );
}

function Empty({ stale }: { readonly stale: boolean }) {
  return (
    <div class="empty">
      <h1>{stale ? 'There is no picture yet' : 'Nothing is drawn yet'}</h1>
      <p>
        Select a math expression in the editor, such as <code>1/(1 + exp(-(w*x + b)))</code>, and
        run <b>Show Backprop Graph</b>.
      </p>
    </div>
  );
}
