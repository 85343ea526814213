/** A sign of progress, only once it has taken a while. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Progress } from './controls';

const PATIENCE_MS = 500;

export function Late() {
  const late = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      late.value = true;
    }, PATIENCE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [late]);
  return late.value ? <Progress label="Laying out the picture" /> : null;
}
