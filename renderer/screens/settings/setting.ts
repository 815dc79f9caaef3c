import type { ReactNode } from "react";

/** Something that the user can choose. */
export interface Setting {
  id: string;
  name: string;
  /** What it is for, where the name does not say it. */
  hint?: string;
  /** What one may search for it by, beside what is shown. */
  words?: string;
  control: ReactNode;
  /** It needs the whole width: a list, not a switch. */
  wide?: boolean;
}

export interface SettingsSection {
  id: string;
  title: string;
  settings: readonly Setting[];
}

/** The sections with the settings that hold every word of the search, in the section's title, the name, the hint or the words. */
export function matchingSections(sections: readonly SettingsSection[], search: string): readonly SettingsSection[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return sections;
  return sections
    .map((section) => ({
      ...section,
      settings: section.settings.filter(({ name, hint = "", words: more = "" }) => {
        const text = `${section.title} ${name} ${hint} ${more}`.toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ settings }) => settings.length > 0);
}
