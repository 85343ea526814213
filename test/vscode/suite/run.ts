/** Runs the tests inside the extension host and says each result in one line of the log. */

/** What the runner outside reads; it sees nothing of this host but its log. */
export interface Verdict {
  readonly title: string;
  readonly error?: string;
}

const report = (verdict: Verdict) => {
  console.log(`verdict ${JSON.stringify(verdict)}`);
};

/** VS Code calls this; a rejection makes it exit with 1. */
export function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    // mocha.run itself is made for pages: it would read the address bar, which no host has.
    const runner = Mocha.prototype.run.call(mocha, (failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} failed`));
    });
    runner.on('pass', (test) => {
      report({ title: test.fullTitle() });
    });
    runner.on('fail', (test, error: Error) => {
      report({ title: test.fullTitle(), error: error.stack ?? error.message });
    });
  });
}
