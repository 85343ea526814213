/** What TypeScript tests may ask of workbench.mjs. */
import type { FrameLocator, Page } from 'playwright-core';

export type Theme = 'dark' | 'light' | 'hc-dark' | 'hc-light';

export interface WorkbenchOptions {
  readonly theme?: Theme;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The extension host that the extension runs in. */
  readonly host?: 'node' | 'web';
  /** Which VS Code it is: the oldest that the extension is for, unless told. */
  readonly edition?: 'oldest' | 'newest';
  /** The folder that is open; test/workspace unless told. */
  readonly workspace?: string;
  readonly width?: number;
  readonly height?: number;
  readonly scale?: number;
  /** A folder of other extensions that are installed, too. */
  readonly beside?: string;
}

export interface Workbench {
  readonly page: Page;
  /** Every breach of a Content-Security-Policy so far, in any frame. */
  readonly violations: readonly string[];
  /** The page inside the panel. */
  panelFrame(): FrameLocator;
  /** Resolves when the panel shows the picture with its numbers. */
  panelReady(): Promise<void>;
  /** Resolves to what VS Code says once it shows no graph but a warning of the extension. */
  refused(): Promise<string>;
  /** What axe finds wrong in the panel: one line per violation. */
  panelAxe(): Promise<string[]>;
  /** F1, the title, a click on it. */
  runCommand(title: string): Promise<void>;
  /** Opens a file of the workspace with the cursor at a line and column, both counted from 1. */
  openFile(name: string, line?: number, column?: number): Promise<void>;
  /** Opens an untitled text and types into it. */
  typeFile(text: string): Promise<void>;
  /** Closes every editor, the panel too, and waits until none is left. */
  closeEditors(): Promise<void>;
  stop(): Promise<void>;
}

export function startWorkbench(options?: WorkbenchOptions): Promise<Workbench>;
