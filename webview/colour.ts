/** Any colour of CSS as the plain red, green and blue that every program knows. */

interface Colour {
  /** "#15711b". */
  readonly hex: string;
  /** 0 to 1; 0 for `none` too. */
  readonly alpha: number;
}

const known = new Map<string, Colour>();

/** `css` as computed: rgb(), color(), none … A mixed colour has no other way to say what it is. */
export function resolveColour(css: string): Colour {
  const found = known.get(css);
  if (found) return found;
  const colour = css === 'none' ? { hex: '#000000', alpha: 0 } : look(css);
  known.set(css, colour);
  return colour;
}

/** Paints one dot and looks at it. */
function look(css: string): Colour {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return { hex: '#000000', alpha: 1 };
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
  const pair = (part: number): string => part.toString(16).padStart(2, '0');
  return { hex: `#${[red, green, blue].map(pair).join('')}`, alpha: alpha / 255 };
}
