import "./check-node.mjs";
import { explain } from "./setup/steps.mjs";
import { setUp } from "./setup/set-up.mjs";

try {
  await setUp({ window: true });
} catch (error) {
  process.exitCode = explain(error);
}
