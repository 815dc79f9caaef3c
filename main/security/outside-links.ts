/** Pages that may be opened in the user's browser from a link in ours: a compromised page must not lead anywhere else. */
const KNOWN_PLACES: readonly URL[] = [
  new URL("https://openchami.org/"),
  new URL("https://www.openchami.org/"),
  new URL("https://openchami.github.io/fabrica/"),
  new URL("https://github.com/OpenCHAMI/"),
];

export const DOCUMENTATION_URL = "https://openchami.github.io/fabrica/";

export function isKnownLink(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, pathname, username, password } = new URL(url);
  if (username !== "" || password !== "") return false;
  return KNOWN_PLACES.some((place) => origin === place.origin && pathname.startsWith(place.pathname));
}
