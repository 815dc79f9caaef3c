import { type ComponentType, lazy, useState } from "react";

export interface ScreenModule<Props extends object> {
  Screen: ComponentType<Props>;
  /** Resolves when the screen can be shown at once. */
  preload(): Promise<void>;
}

/** A screen whose code comes with the window. */
export function includedScreen<Props extends object>(Screen: ComponentType<Props>): ScreenModule<Props> {
  return { Screen, preload: () => Promise.resolve() };
}

/**
 * A screen whose code is loaded when it is first shown or `preload` is called. Unlike with `lazy` alone, one that is there is
 * shown at once: React holds on to a fallback for 300 ms, and paints one even for what is loaded already.
 */
export function screenModule<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): ScreenModule<Props> {
  let loaded: ComponentType<Props> | undefined;
  const Lazy = lazy(load);
  return {
    // Chosen once for each time that the screen is shown: another one would be mounted anew.
    Screen: function Screen(props: Props) {
      const [Component] = useState<ComponentType<Props>>(() => loaded ?? Lazy);
      return <Component {...props} />;
    },
    async preload() {
      loaded ??= (await load()).default;
    },
  };
}
