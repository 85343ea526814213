/** A sentence of the reader, in which what stands between backticks is code. */

export function Said({ text }: { readonly text: string }) {
  const parts = text.split('`');
  // Without a partner the last backtick stands for itself.
  const unpaired = parts.length % 2 === 0 ? parts.splice(-2).join('`') : undefined;
  if (unpaired !== undefined) parts.push(unpaired);
  return parts.map((part, index) =>
    index % 2 === 1 ? <code key={index}>{part}</code> : <span key={index}>{part}</span>,
  );
}
