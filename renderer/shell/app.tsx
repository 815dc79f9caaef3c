import { NavigationRail } from "./navigation-rail.tsx";
import classes from "./app.module.css";
import { Screens } from "./screens.tsx";
import { TopBar } from "./top-bar.tsx";

export function App() {
  return (
    <div className={classes.app}>
      <NavigationRail />
      <TopBar />
      <main className={classes.main}>
        <Screens />
      </main>
    </div>
  );
}
