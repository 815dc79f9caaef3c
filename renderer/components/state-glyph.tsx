/** State is a shape before it is a colour: the shape takes the colour of the text beside it. */
export type GlyphShape = "disc" | "triangle" | "ring" | "half" | "square" | "clock" | "pause" | "cross";

const paths: Readonly<Record<GlyphShape, string>> = {
  // A disc with a tick: as it should be.
  disc: "M6 .75a5.25 5.25 0 1 1 0 10.5a5.25 5.25 0 0 1 0-10.5Zm2.53 3.22L5.25 7.25 3.72 5.72l-.94.94 2.47 2.47 4.22-4.22Z",
  // A triangle: not as it should be.
  triangle: "M6 .9 11.6 10.9H.4ZM5.35 4.3v3h1.3v-3Zm0 3.9v1.3h1.3V8.2Z",
  // An open ring: not known.
  ring: "M6 .75a5.25 5.25 0 1 1 0 10.5a5.25 5.25 0 0 1 0-10.5Zm0 1.4a3.85 3.85 0 1 0 0 7.7a3.85 3.85 0 0 0 0-7.7Z",
  // A half-filled ring: being worked on.
  half: "M6 .75a5.25 5.25 0 1 1 0 10.5a5.25 5.25 0 0 1 0-10.5Zm0 1.4v7.7a3.85 3.85 0 0 0 0-7.7Z",
  // A square: waits for its turn.
  square: "M2 2h8v8H2Z",
  // A clock: waits for a time.
  clock:
    "M6 .75a5.25 5.25 0 1 1 0 10.5a5.25 5.25 0 0 1 0-10.5Zm0 1.3a3.95 3.95 0 1 0 0 7.9a3.95 3.95 0 0 0 0-7.9ZM5.4 3.2h1.2v2.45l1.9 1.1-.6 1.04L5.4 6.35Z",
  pause: "M2.5 1.5h2.6v9H2.5Zm4.4 0h2.6v9H6.9Z",
  cross: "m2.6 1.5 3.4 3.4 3.4-3.4 1.1 1.1L7.1 6l3.4 3.4-1.1 1.1L6 7.1l-3.4 3.4-1.1-1.1L4.9 6 1.5 2.6Z",
};

export function StateGlyph({ shape, size = 12 }: { shape: GlyphShape; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" fill="currentColor" fillRule="evenodd" aria-hidden>
      <path d={paths[shape]} />
    </svg>
  );
}
