import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";

/**
 * Notes beside a database file, which was found whole and is closed now, what it is like: who opens it next need not check it
 * again. Where that cannot be noted it is checked.
 */
export function seal(file: string): void {
  try {
    if (!hasLog(file)) writeFileSync(sealOf(file), imprintOf(file));
  } catch {
    rmSync(sealOf(file), { force: true });
  }
}

/** Takes the seal away, as the file is about to be written to. @returns whether nobody has touched the file since it was sealed. */
export function breakSeal(file: string): boolean {
  try {
    const sealed = readFileSync(sealOf(file), "utf8");
    rmSync(sealOf(file));
    return sealed === imprintOf(file) && !hasLog(file);
  } catch {
    return false;
  }
}

function sealOf(file: string): string {
  return `${file}-seal`;
}

function hasLog(file: string): boolean {
  return existsSync(`${file}-wal`);
}

function imprintOf(file: string): string {
  const { size, mtimeNs } = statSync(file, { bigint: true });
  return `${size} bytes, written ${mtimeNs}`;
}
