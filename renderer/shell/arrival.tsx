import { useEffect } from "react";
import { focusScreen } from "../components/focus-screen.ts";
import { useRoute } from "./navigation.ts";

/** What led to another place is often gone there: then the screen has the focus, and the keyboard goes on from it. */
export function Arrival() {
  const route = useRoute();
  const place = [route.screen, "kind" in route && route.kind, "uid" in route && route.uid].join("/");
  return <FocusOnce key={place} />;
}

function FocusOnce(): null {
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) focusScreen();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return null;
}
