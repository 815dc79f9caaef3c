/// <reference types="vite/client" />
import "react";

declare module "react" {
  /** Custom properties are set like any other style. */
  interface CSSProperties {
    [property: `--${string}`]: string | number | undefined;
  }
}
