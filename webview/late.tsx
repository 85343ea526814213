/** A sign of progress with a way to cancel, only once it has taken a while. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Button, Progress } from './controls';

const PATIENCE_MS = 500;
const SAID = 'Laying out the picture…';

interface LateProps {
  /** There is no picture to show meanwhile, and nothing else on the page. */
  readonly alone: boolean;
  readonly onCancel: () => void;
}

export function Late({ alone, onCancel }: LateProps) {
  const late = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      late.value = true;
    }, PATIENCE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [late]);
  if (!late.value) return null;
  return (
    <div class="late" role="status">
      <Progress label="Laying out the picture" />
      {alone ? <h1>{SAID}</h1> : <span>{SAID}</span>}
      <Button onPress={onCancel}>Cancel</Button>
    </div>
  );
}
