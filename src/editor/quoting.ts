/** Messages for where VS Code sets nothing as code. Pure. */

/** “x y” for what a message has between backticks; one without a partner stands for itself. */
export function quoteCode(message: string): string {
  return message.replaceAll(/`([^`]*)`/g, '“$1”');
}
