/** Marks a file as ours, whatever it is called: "FABR" in ASCII. */
export const APPLICATION_ID = 0x46414252;

/**
 * How the schema came to be, one step a version, each run in one transaction. Released steps are never changed: files of
 * every version since the first are out there.
 */
export const MIGRATIONS: readonly string[] = [
  `
  -- A position is the sequence of the creation. What status and metadata say is in columns where lists need it.
  CREATE TABLE resources (
    position INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    observed_generation INTEGER,
    ready TEXT NOT NULL,
    ready_since TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deletion_timestamp TEXT,
    spec_at TEXT NOT NULL,
    spec_actor TEXT,
    api_version TEXT NOT NULL,
    metadata TEXT NOT NULL,
    spec TEXT NOT NULL,
    status TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX resources_by_uid ON resources (kind, uid);
  CREATE INDEX resources_by_creation ON resources (kind, position);
  -- Covers search by name and by readiness, so that neither reads the rows.
  CREATE INDEX resources_by_name ON resources (kind, name, ready);
  CREATE INDEX resources_by_sequence ON resources (sequence);
  CREATE INDEX resources_unobserved ON resources (position, kind) WHERE observed_generation IS NOT generation;
  CREATE INDEX resources_deleting ON resources (position, kind) WHERE deletion_timestamp IS NOT NULL;
  CREATE INDEX resources_not_ready ON resources (ready_since) WHERE ready <> 'True';

  CREATE TABLE labels (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (kind, key, value, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE owners (
    owner_uid TEXT NOT NULL,
    owner_kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (owner_uid, owner_kind, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE tombstones (
    sequence INTEGER PRIMARY KEY,
    resource TEXT NOT NULL
  ) STRICT;

  -- The specs that were; the one that is, with its time and actor, is in resources.
  CREATE TABLE revisions (
    position INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    uid TEXT NOT NULL,
    generation INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT,
    spec TEXT NOT NULL
  ) STRICT;
  CREATE INDEX revisions_by_uid ON revisions (uid, position);

  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    recorded_at INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    kind TEXT,
    uid TEXT,
    causation_id TEXT,
    event TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_by_id ON events (id);
  CREATE INDEX events_by_type ON events (type, position);
  CREATE INDEX events_by_uid ON events (uid, position) WHERE uid IS NOT NULL;
  CREATE INDEX events_by_cause ON events (causation_id) WHERE causation_id IS NOT NULL;

  CREATE TABLE records (
    position INTEGER PRIMARY KEY,
    recorded_at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    uid TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX records_by_uid ON records (uid, position);

  CREATE TABLE work (
    kind TEXT NOT NULL,
    uid TEXT NOT NULL,
    item TEXT NOT NULL,
    PRIMARY KEY (kind, uid)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE pauses (
    kind TEXT NOT NULL,
    uid TEXT NOT NULL,
    pause TEXT NOT NULL,
    PRIMARY KEY (kind, uid)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- By the kind of the resource, too: the few events of one kind are found among the many of another.
  DROP INDEX events_by_type;
  CREATE INDEX events_by_type ON events (type, kind, position);
  `,
];

/** The version that this program writes and reads. */
export const SCHEMA_VERSION = MIGRATIONS.length;
