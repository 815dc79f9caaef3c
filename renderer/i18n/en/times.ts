export const times = {
  now: "just now",
  ago: "{{length}} ago",
  in: "in {{length}}",
  due: "due now",
};
