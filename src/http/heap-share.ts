import { getHeapStatistics } from 'node:v8';

/** How many things of so many bytes each fit in a part (0 to 1) of the memory that V8 was given (`--max-old-space-size`). */
export function fittingInHeap(part: number, bytesEach: number): number {
  return Math.floor((getHeapStatistics().heap_size_limit * part) / bytesEach);
}
