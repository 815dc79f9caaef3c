import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";

/** What a database file says of itself, read without SQLite, so that looking changes nothing. */
export interface FileHeader {
  isDatabase: boolean;
  /** The schema's version when the write-ahead log was last merged into the file. */
  userVersion: number;
  /** Whether the file ends before what it says is its end. */
  isTruncated: boolean;
}

const MAGIC = "SQLite format 3\0";
const HEADER_BYTES = 100;
/** Offsets in the file format: https://www.sqlite.org/fileformat.html#the_database_header */
const PAGE_SIZE_AT = 16;
const CHANGE_COUNTER_AT = 24;
const PAGE_COUNT_AT = 28;
const USER_VERSION_AT = 60;
const VALID_FOR_AT = 92;

/** Absent for a file that is not there or is empty. */
export function readFileHeader(file: string): FileHeader | undefined {
  if (!existsSync(file)) return undefined;
  const { size } = statSync(file);
  if (size === 0) return undefined;
  const header = readStart(file);
  const isDatabase = size >= HEADER_BYTES && header.toString("latin1", 0, MAGIC.length) === MAGIC;
  if (!isDatabase) return { isDatabase, userVersion: 0, isTruncated: false };
  const pageSize = header.readUInt16BE(PAGE_SIZE_AT);
  // A page size of 65,536 does not fit and is written as 1; the page count counts while the change counter vouches for it.
  const bytes = (pageSize === 1 ? 65_536 : pageSize) * header.readUInt32BE(PAGE_COUNT_AT);
  const countHolds = header.readUInt32BE(CHANGE_COUNTER_AT) === header.readUInt32BE(VALID_FOR_AT);
  return {
    isDatabase,
    userVersion: header.readInt32BE(USER_VERSION_AT),
    // With a log beside it the file may rightly end early: the log has the rest.
    isTruncated: countHolds && size < bytes && !hasContent(`${file}-wal`),
  };
}

function hasContent(file: string): boolean {
  return existsSync(file) && statSync(file).size > 0;
}

function readStart(file: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const descriptor = openSync(file, "r");
  try {
    readSync(descriptor, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(descriptor);
  }
  return header;
}
