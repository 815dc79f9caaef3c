/** Puts the focus on the screen as a whole, where what had it is of no more use: the keyboard goes on from there. */
export function focusScreen(): void {
  document.querySelector("main")?.focus({ preventScroll: true });
}
