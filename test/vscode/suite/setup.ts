/** Makes `describe` and `it` exist inside an extension host, before any test file is read. */
import 'mocha/mocha.js';

mocha.setup({ ui: 'bdd', reporter: 'spec', timeout: 60_000, forbidOnly: true });
