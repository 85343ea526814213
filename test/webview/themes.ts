/** The colours VS Code gives a webview in each of its four kinds of theme: those the panel uses. */

export type Theme = 'light' | 'dark' | 'hc-dark' | 'hc-light';

/** `kind` is the class VS Code puts on the body. */
export const themes: Readonly<
  Record<Theme, { readonly kind: string; readonly colors: Readonly<Record<string, string>> }>
> = {
  light: {
    kind: 'vscode-light',
    colors: palette({
      'editor-background': '#ffffff',
      'editor-foreground': '#3b3b3b',
      foreground: '#3b3b3b',
      focusBorder: '#005fb8',
      'backprop-value': '#15711b',
      'backprop-gradient': '#c4161c',
      'input-background': '#ffffff',
      'input-foreground': '#3b3b3b',
      'input-border': '#cecece',
      'settings-textInputBorder': '#cecece',
      'button-secondaryBackground': '#e5e5e5',
      'button-secondaryForeground': '#3b3b3b',
      'editorWidget-background': '#f8f8f8',
      'icon-foreground': '#3b3b3b',
      'errorForeground': '#a1260d',
      'editor-selectionHighlightBackground': 'rgba(173, 214, 255, 0.5)',
    }),
  },
  dark: {
    kind: 'vscode-dark',
    colors: palette({
      'editor-background': '#1f1f1f',
      'editor-foreground': '#cccccc',
      foreground: '#cccccc',
      focusBorder: '#0078d4',
      'backprop-value': '#6bd46f',
      'backprop-gradient': '#ff8080',
      'input-background': '#313131',
      'input-foreground': '#cccccc',
      'input-border': '#3c3c3c',
      'settings-textInputBorder': '#3c3c3c',
      'button-secondaryBackground': '#313131',
      'button-secondaryForeground': '#cccccc',
      'editorWidget-background': '#202020',
      'icon-foreground': '#cccccc',
      'errorForeground': '#f85149',
      'inputValidation-warningBackground': '#352a05',
      'inputValidation-warningBorder': '#b89500',
      'inputValidation-errorBackground': '#5a1d1d',
      'inputValidation-errorBorder': '#be1100',
      'editor-selectionHighlightBackground': 'rgba(173, 214, 255, 0.15)',
    }),
  },
  'hc-dark': {
    kind: 'vscode-high-contrast',
    colors: palette({
      'editor-background': '#000000',
      'editor-foreground': '#ffffff',
      foreground: '#ffffff',
      focusBorder: '#f38518',
      contrastBorder: '#6fc3df',
      contrastActiveBorder: '#f38518',
      'backprop-value': '#7cf27f',
      'backprop-gradient': '#ff9e9e',
      'input-background': '#000000',
      'input-foreground': '#ffffff',
      'input-border': '#6fc3df',
      'button-secondaryBackground': '#000000',
      'button-secondaryForeground': '#ffffff',
      'editorWidget-background': '#0c141f',
      'icon-foreground': '#ffffff',
      'errorForeground': '#f48771',
      'inputValidation-warningBackground': '#352a05',
    }),
  },
  'hc-light': {
    kind: 'vscode-high-contrast vscode-high-contrast-light',
    colors: palette({
      'editor-background': '#ffffff',
      'editor-foreground': '#292929',
      foreground: '#292929',
      focusBorder: '#006bbd',
      contrastBorder: '#0f4a85',
      contrastActiveBorder: '#006bbd',
      'backprop-value': '#0b5d10',
      'backprop-gradient': '#a80d12',
      'input-background': '#ffffff',
      'input-foreground': '#292929',
      'input-border': '#0f4a85',
      'button-secondaryBackground': '#ffffff',
      'button-secondaryForeground': '#292929',
      'editorWidget-background': '#ffffff',
      'icon-foreground': '#292929',
      'errorForeground': '#b5200d',
    }),
  },
};

function palette(colors: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(colors).map(([name, value]) => [`--vscode-${name}`, value]),
  );
}
