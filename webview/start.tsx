/** Starts the page in an element: its parts, its controls, its drawing. */
import { render } from 'preact';
import { registerControls } from './controls';
import { createView } from './createView';
import { createDesk } from './desk';
import type { Host } from './host';
import { Panel } from './panel';
import type { View } from './view';

/** Draws into `root`; what stands behind the page is `host`. */
export function startPage(root: HTMLElement, host: Host): View {
  const desk = createDesk(host);
  const view = createView(host, desk);
  registerControls();
  render(<Panel view={view} />, root);
  return view;
}
