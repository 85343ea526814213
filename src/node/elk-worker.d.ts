/** What ELK's own file is where there is no web worker: one in the same thread. */
declare module 'elkjs/lib/elk-worker.min.js' {
  export class Worker {
    onmessage: (message: { readonly data: unknown }) => void;
    postMessage(question: unknown): void;
  }
}
