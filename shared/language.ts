/** The languages that the application speaks. */
export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

/** The language to speak: the chosen one, or the system's where the application knows it. `locale` is a BCP 47 tag. */
export function languageFor(choice: Language | "system", locale: string): Language {
  if (choice !== "system") return choice;
  const [spoken] = locale.toLowerCase().split("-");
  return languages.find((language) => language === spoken) ?? "en";
}
