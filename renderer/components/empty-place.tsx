import type { ReactNode } from "react";
import classes from "./empty-place.module.css";

interface EmptyPlaceProps {
  title: string;
  text: string;
  /** What can be done next. */
  children?: ReactNode;
}

/** A place with nothing in it says why and leads on. */
export function EmptyPlace({ title, text, children }: EmptyPlaceProps) {
  return (
    <div className={classes.place}>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{text}</p>
      {children}
    </div>
  );
}
