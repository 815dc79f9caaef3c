import { EngineError } from "../../errors.ts";

/** A database file is not what was written. It was left as it is. */
export class DamagedFileError extends EngineError {
  /** The newest good backup, where there is one: what `restoreBackup` would put in its place. */
  readonly backup: string | undefined;

  constructor(file: string, reason: string, backup: string | undefined) {
    const remedy = backup === undefined ? "There is no good backup of it" : `The newest good backup is ${backup}`;
    super("Unavailable", `${file} is damaged: ${reason}. It was left as it is. ${remedy}`);
    this.backup = backup;
  }
}
