import { KindIcon } from "../shell/kind-icon.tsx";
import classes from "./iconed-name.module.css";

/** A resource's name behind the icon of its kind, side by side in a flexible box; cut off where there is no room. */
export function IconedName({ kind, name }: { kind: string; name: string }) {
  return (
    <>
      <KindIcon kind={kind} />
      <span className={classes.name}>{name}</span>
    </>
  );
}
