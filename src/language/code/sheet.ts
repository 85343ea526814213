/** What is written down about one text, and counted of it. */
import type { Binding } from '../syntax';
import { Wholes } from './wholes';

/** What is written down about one text, whoever writes. */
export class Sheet {
  /** `plain`: numbers that are given to functions and objects stay constants. */
  constructor(readonly plain = false) {}
  readonly bindings: Binding[] = [];
  readonly shapedBy = new Set<string>();
  readonly signature = new Set<string>();
  readonly inputs = new Set<string>();
  /** Inputs that the text gives a number. */
  readonly literals = new Set<string>();
  readonly wholes = new Wholes();
  /** Names of parameters and layers of objects, of which there may be several. */
  readonly claimed = new Set<string>();
  /** Something else is called as one of them is. */
  clashes = false;
  readonly looked = new Set<number>();
  /** Lists whose elements can be used many times already. */
  readonly shared = new WeakSet<object>();
  nodes = 0;
  steps = 0;
  depth = 0;
}
