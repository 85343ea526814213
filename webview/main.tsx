/** Starts the page: connects host, layout engine and view, and draws. */
import { render } from 'preact';
import { registerControls } from './controls';
import { createDesk } from './desk';
import { connectHost } from './host';
import { startLayouter } from './layout';
import { Panel } from './panel';
import { createView } from './view';

const root = document.getElementById('root');
if (root) {
  const host = connectHost();
  const desk = createDesk(host);
  const view = createView(host, startLayouter(root.dataset['elkWorker'] ?? ''), desk);
  registerControls();
  render(<Panel view={view} />, root);
  window.addEventListener('message', (event) => {
    view.receive(event.data);
  });
  host.ready();
}
