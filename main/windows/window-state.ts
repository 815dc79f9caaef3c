import { z } from "zod";

const windowState = z.object({
  /** Of its upper left corner; the system chooses one where it is left out. */
  position: z.object({ x: z.number().int(), y: z.number().int() }).optional(),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
  maximized: z.boolean().default(false),
  /** The place in the application, as the URL's hash. */
  place: z
    .string()
    .max(2_000)
    .regex(/^(#.*)?$/)
    .default(""),
});
/** Where a window was and what it showed. Sizes in device-independent pixels. */
export type WindowState = z.output<typeof windowState>;

/** The windows that were open last, the first one first. */
export const windowStates = z.object({ windows: z.array(windowState).max(20).default([]) });

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const SMALLEST = { width: 960, height: 600 };
export const USUAL = { width: 1280, height: 800 };
/** So much of a window's top edge must be on a screen for a person to get hold of it. */
const HANDLE = { width: 120, height: 32 };

export function newWindowState(): WindowState {
  return { ...USUAL, maximized: false, place: "" };
}

/**
 * The state, made to fit the screens that there are now: no larger than the screen it is on, and without its position when that
 * screen is gone.
 *
 * @param screens the work areas, the primary one first
 */
export function fitToScreens(state: WindowState, screens: readonly Rectangle[]): WindowState {
  const { position, ...rest } = state;
  const own = screens.find((screen) => position !== undefined && isWithinReach({ ...position, ...rest }, screen));
  const screen = own ?? screens[0];
  if (screen === undefined) return rest;
  const width = clamp(state.width, SMALLEST.width, screen.width);
  const height = clamp(state.height, SMALLEST.height, screen.height);
  return { ...rest, ...(own !== undefined && { position }), width, height };
}

function isWithinReach(window: Rectangle, screen: Rectangle): boolean {
  const visible = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return visible >= HANDLE.width && window.y >= screen.y && window.y + HANDLE.height <= screen.y + screen.height;
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), Math.max(highest, lowest));
}
