export const freshness = {
  name: "Freshness",
  seconds: "{{count}} s behind",
  /** In a view. */
  notLive: "Not up to date.",
  behindSince: "As of {{time}}, {{length}} behind",
  lastKnown: "Last known, as of {{time}}",
  live: { word: "Live", meaning: "Everything shown is what the engine knows now." },
  behind: { meaning: "The engine is busy: what is shown is this old." },
  starting: { word: "Engine starting", meaning: "The engine is opening its data." },
  stopping: { word: "Engine stopping", meaning: "The engine is finishing what it does." },
  stopped: { word: "Engine stopped", meaning: "What is shown is the last that was known." },
  failed: { word: "Engine failed", meaning: "What is shown is the last that was known." },
};
