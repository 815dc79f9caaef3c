export const engine = {
  failed: "The engine does not run.",
  stopped: "The engine has stopped.",
  starting: "The engine is opening its data.",
  stopping: "The engine is finishing what it does.",
  busy: "The engine is busy and has not told anything new for a while.",
  lastKnown: "What you see is the last that was known.",
  age: "It is {{length}} old.",
  restartsIn: "It starts again by itself in {{length}}.",
  restartsNow: "It starts again by itself now.",
  noAnswerYet: "The engine has not answered yet. What belongs here comes as soon as it does.",
  remedyFailed: "{{remedy}}: that failed",
  remedies: {
    startNow: "Start it now",
    restart: "Start the engine again",
    restoreBackup: "Restore the last backup",
    openDataFolder: "Open the data folder",
  },
};
