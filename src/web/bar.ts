/** A stretch of time. Epoch milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A bar on a time line that is a thousand wide, whatever time it shows: where it begins and how wide it is. */
export function barOf(part: Stretch, whole: Stretch): { readonly x: number; readonly width: number } {
  const scale = 1000 / Math.max(1, whole.to - whole.from);
  const x = clamp((part.from - whole.from) * scale);
  const end = clamp((part.to - whole.from) * scale);
  // What takes no time is still seen.
  return { x: Math.round(Math.min(x, 992)), width: Math.max(8, Math.round(end - x)) };
}

function clamp(value: number): number {
  return Math.max(0, Math.min(1000, value));
}
