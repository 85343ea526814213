/** A sign of progress with a way to cancel, only once it has taken a while. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Button, Progress } from './controls';

const PATIENCE_MS = 500;

interface LateProps {
  readonly onCancel: () => void;
}

export function Late({ onCancel }: LateProps) {
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
      <span>Laying out the picture…</span>
      <Button onPress={onCancel}>Cancel</Button>
    </div>
  );
}
