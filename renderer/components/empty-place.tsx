import type { ReactNode } from "react";
import classes from "./empty-place.module.css";

interface EmptyPlaceProps {
  title: string;
  text: string;
  /** `h2` where the page has a title already. */
  heading?: "h1" | "h2";
  /** What can be done next. */
  children?: ReactNode;
}

/** A place with nothing in it says why and leads on. */
export function EmptyPlace({ title, text, heading: Heading = "h1", children }: EmptyPlaceProps) {
  return (
    <div className={classes.place}>
      <Heading className={classes.title}>{title}</Heading>
      <p className={classes.text}>{text}</p>
      {children}
    </div>
  );
}
