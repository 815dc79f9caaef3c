import { z } from "zod";
import { languages } from "./language.ts";

const theme = z.enum(["system", "light", "dark"]);
const density = z.enum(["compact", "comfortable"]);
const language = z.enum(["system", ...languages]);

/** What the user chose of how the application looks and behaves, with what holds where they chose nothing. */
export const preferences = z.object({
  theme: theme.default("system"),
  density: density.default("compact"),
  language: language.default("system"),
});
export type Preferences = z.infer<typeof preferences>;

/** A change names what it changes. */
export const preferencesChange = z.object({
  theme: theme.exactOptional(),
  density: density.exactOptional(),
  language: language.exactOptional(),
});
export type PreferencesChange = z.infer<typeof preferencesChange>;
