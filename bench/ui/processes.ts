import { readdirSync, readFileSync } from "node:fs";

/** What /proc says of a process and all that it started (Linux). */

/** Jiffies are hundredths of a second on every Linux that Electron runs on. */
const MS_PER_JIFFY = 10;

interface ProcessStat {
  pid: number;
  parent: number;
  cpuMs: number;
}

/** CPU time of the whole tree so far, ms. */
export function cpuOf(root: number): number {
  return treeOf(root).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

/** Memory of the whole tree in bytes: each process's own pages and its share of those that several have. */
export function memoryOf(root: number): number {
  return treeOf(root).reduce((sum, { pid }) => sum + proportionalSetSize(pid), 0);
}

function treeOf(root: number): ProcessStat[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? []);
  const tree = all.filter(({ pid }) => pid === root);
  for (const { pid } of tree) tree.push(...all.filter(({ parent }) => parent === pid));
  return tree;
}

function statOf(pid: number): ProcessStat | undefined {
  const text = readIfThere(`/proc/${pid}/stat`);
  // The command's name, in brackets, may hold anything.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  if (fields === undefined) return undefined;
  const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
  return { pid, parent: parent ?? 0, cpuMs: ((user ?? 0) + (system ?? 0)) * MS_PER_JIFFY };
}

function proportionalSetSize(pid: number): number {
  const kibibytes = /^Pss:\s+(\d+) kB$/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`) ?? "")?.[1];
  return Number(kibibytes ?? 0) * 1024;
}

/** Processes come and go while one looks. */
function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
