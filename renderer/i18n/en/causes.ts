export const causes = {
  event: "Event",
  manual: "By hand",
  periodic: "Periodic check",
  retry: "Retry",
  owner: "Owner",
  startup: "Start-up",
};
