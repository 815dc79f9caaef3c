/** The owner that an entry names: by uid where it knows it, else by name. */
export interface OwnerClaim {
  kind: string;
  name?: string | undefined;
  uid?: string | undefined;
  controller?: boolean | undefined;
  blockOwnerDeletion?: boolean | undefined;
  /** Make one of that name when there is none. */
  create?: boolean | undefined;
}

/** One resource that a file asks for. */
export interface FleetEntry {
  file: string;
  /** Where it begins, counted from 1. */
  line: number;
  kind: string;
  name: string;
  /** Matches the resource of this uid, whatever it is called; a new resource gets it. */
  uid?: string | undefined;
  /** Added to those that the resource has. */
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** Undefined where the file says nothing about owners. */
  owners: OwnerClaim[] | undefined;
  spec: Record<string, unknown>;
  /** What the file is silent about and a new resource should say all the same. */
  initialSpec?: Record<string, unknown>;
  /** Whether the spec is all there is to say, or only some fields of it. */
  partial: boolean;
}
