import "./check-node.mjs";
import { applicationBuild } from "./setup/application-build.mjs";
import { explain, runSteps } from "./setup/steps.mjs";

try {
  await runSteps([applicationBuild]);
} catch (error) {
  process.exitCode = explain(error);
}
