/** Shades at the sides of the stage beyond which the picture goes on. */
import type { Camera, Size } from './camera';

interface BeyondProps {
  readonly picture: Size;
  readonly camera: Camera;
}

/** Less than that is the picture's own margin. */
const SLACK = 12;

export function Beyond({ picture, camera }: BeyondProps) {
  const { x, y, k } = camera.transform.value;
  const stage = camera.size.value;
  const sides = {
    left: -x,
    right: x + k * picture.width - stage.width,
    top: -y,
    bottom: y + k * picture.height - stage.height,
  };
  return (
    <>
      {Object.entries(sides)
        .filter(([, hidden]) => hidden > SLACK * k)
        .map(([side]) => (
          <div key={side} class={`beyond ${side}`} />
        ))}
    </>
  );
}
