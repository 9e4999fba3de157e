/** A picture that is larger than its frame begins where the case is, or where a case begins; not at an empty corner. */
export function showWhereItIs(): void {
  for (const frame of document.querySelectorAll<HTMLElement>('.app-chart')) {
    const active = Array.from(frame.querySelectorAll('.app-chart__box--active')).pop();
    const box = active ?? frame.querySelector('.app-chart__box--initial');
    if (!box) continue;
    const [outer, inner] = [frame.getBoundingClientRect(), box.getBoundingClientRect()];
    frame.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
    frame.scrollTop += inner.top - outer.top - outer.height / 4;
  }
}
