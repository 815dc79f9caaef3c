import { RouteLink } from "../../shell/route-link.tsx";
import { useRoute } from "../../shell/navigation.ts";
import classes from "./then.module.css";

interface ThenLinkProps {
  kind: string;
  uid: string;
  name?: string;
}

/** Leads to a resource as it was at the moment that is looked at. */
export function ThenLink({ kind, uid, name }: ThenLinkProps) {
  const route = useRoute();
  const at = route.screen === "time" ? route.at : undefined;
  return (
    <RouteLink className={classes.link} to={{ screen: "time", view: "resource", at, kind, uid }}>
      {name ?? uid}
    </RouteLink>
  );
}
