"use strict";
// Loaded into the application by Electron's -r: tells the bench of the window, and hides it when told to.
const { app, BrowserWindow } = require("electron");

app.on("browser-window-created", (_event, window) => window.once("show", () => process.send?.("shown")));
process.on("message", () => {
  for (const window of BrowserWindow.getAllWindows()) window.hide();
});
