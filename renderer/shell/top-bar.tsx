import { FreshnessIndicator } from "./freshness-indicator.tsx";
import { useBreadcrumbStore } from "./breadcrumbs.ts";
import { RouteLink } from "./route-link.tsx";
import classes from "./top-bar.module.css";

export function TopBar() {
  return (
    <header className={classes.bar}>
      <Breadcrumbs />
      <FreshnessIndicator />
    </header>
  );
}

function Breadcrumbs() {
  const crumbs = useBreadcrumbStore((state) => state.crumbs);
  return (
    <nav className={classes.crumbs} aria-label="Breadcrumbs">
      <ol>
        {crumbs.map(({ label, to }) => (
          <li key={label}>{to ? <RouteLink to={to}>{label}</RouteLink> : <span aria-current="page">{label}</span>}</li>
        ))}
      </ol>
    </nav>
  );
}
