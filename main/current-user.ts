import { userInfo } from "node:os";

/** Who acts here, for the records: the name of the operating system's user. */
export function currentUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A user without an entry in the system's list of users, as in many containers.
    return process.env["USER"] ?? `user ${process.getuid?.() ?? "unknown"}`;
  }
}
