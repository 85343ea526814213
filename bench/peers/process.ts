/** A peer in a process of its own: it is told how often to do its work, and answers how long it took. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Contender } from '../race';

export interface ProcessPeer extends Contender {
  readonly stop: () => void;
}

/** Null where no Python has the module that the script needs. */
export async function python(
  name: string,
  script: string,
  subject: unknown,
): Promise<ProcessPeer | null> {
  for (const command of ['python3', '/usr/bin/python3']) {
    const peer = await start(name, command, `bench/peers/${script}`, subject);
    if (peer) return peer;
  }
  return null;
}

/** TensorFlow.js: in this process, its heap would make everybody's garbage dear. */
export function node(name: string, script: string, subject: unknown): Promise<ProcessPeer | null> {
  return start(name, process.execPath, `bench/peers/${script}`, subject);
}

async function start(
  name: string,
  command: string,
  script: string,
  subject: unknown,
): Promise<ProcessPeer | null> {
  const child = spawn(command, [script], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines: AsyncIterator<string, undefined> = createInterface(child.stdout)[
    Symbol.asyncIterator
  ]();
  // A process that has ended takes no more input; its missing answer says so.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  const ask = async (line: string): Promise<number> => {
    child.stdin.write(`${line}\n`);
    const { value, done } = await lines.next();
    return done ? NaN : Number(value);
  };
  if (!Number.isNaN(await ask(JSON.stringify(subject)))) {
    return { name, work: (times) => ask(String(times)), stop: () => void child.kill() };
  }
  child.kill();
  return null;
}
