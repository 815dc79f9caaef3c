import { z } from "zod";
import { alertRule, usualRules } from "./alert-rule.ts";
import { languages } from "./language.ts";

const days = z.number().int().min(1).max(3_650);

const theme = z.enum(["system", "light", "dark"]);
const density = z.enum(["compact", "comfortable"]);
const language = z.enum(["system", ...languages]);
/** How times are written where they stand; the other way is on hover. */
const times = z.enum(["relative", "absolute"]);
/** The keys of commands, by the command's id; empty keys for none. A command that is not named has its usual ones. */
const shortcuts = z.record(z.string().max(100), z.string().max(60));
const rules = z.array(alertRule).max(50);
/** Whether rules may speak on the desktop. */
const desktopNotices = z.boolean();
const logLevel = z.enum(["debug", "info", "warn", "error"]);
const retention = z.object({ eventDays: days, recordDays: days, revisions: z.number().int().min(1).max(10_000) });
const metrics = z.object({ enabled: z.boolean(), port: z.number().int().min(1_024).max(65_535) });

/** What the user chose of how the application looks and behaves, with what holds where they chose nothing. */
export const preferences = z.object({
  theme: theme.default("system"),
  density: density.default("compact"),
  language: language.default("system"),
  times: times.default("relative"),
  shortcuts: shortcuts.default({}),
  rules: rules.default([...usualRules]),
  desktopNotices: desktopNotices.default(true),
  logLevel: logLevel.default("info"),
  retention: retention.default({ eventDays: 30, recordDays: 30, revisions: 100 }),
  metrics: metrics.default({ enabled: false, port: 9_464 }),
});
export type Preferences = z.infer<typeof preferences>;

/** A change names what it changes. */
export const preferencesChange = z.object({
  theme: theme.exactOptional(),
  density: density.exactOptional(),
  language: language.exactOptional(),
  times: times.exactOptional(),
  shortcuts: shortcuts.exactOptional(),
  rules: rules.exactOptional(),
  desktopNotices: desktopNotices.exactOptional(),
  logLevel: logLevel.exactOptional(),
  retention: retention.exactOptional(),
  metrics: metrics.exactOptional(),
});
export type PreferencesChange = z.infer<typeof preferencesChange>;

/** What of it the engine goes by. */
export type EngineSettings = Pick<Preferences, "rules" | "logLevel" | "retention" | "metrics">;
