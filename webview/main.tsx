/** The panel's page: connected to the extension. */
import { connectHost } from './host';
import { startPage } from './start';

const root = document.getElementById('root');
if (root) {
  const host = connectHost();
  // What comes of it comes when all below stands.
  host.ready();
  const view = startPage(root, host);
  window.addEventListener('message', (event) => {
    view.receive(event.data);
  });
}
