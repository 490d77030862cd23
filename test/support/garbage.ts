import v8 from 'node:v8';
import vm from 'node:vm';

/** Collects garbage every 50 ms, as a busy process does; returns how to stop. */
export function collectGarbageOften(): () => void {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  const timer = setInterval(collect, 50);
  return () => clearInterval(timer);
}
