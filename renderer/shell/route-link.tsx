import type { AnchorHTMLAttributes } from "react";
import { type Route, toHash } from "./route.ts";

type RouteLinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & { to: Route };

/** A link to a place in the application: a real anchor, so that it is announced, focused and opened as one. */
export function RouteLink({ to, children, ...rest }: RouteLinkProps) {
  return (
    <a {...rest} href={toHash(to)}>
      {children}
    </a>
  );
}
