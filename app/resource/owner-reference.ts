/** Says that the resource that carries it belongs to another, and goes when all its owners are gone. */
export interface OwnerReference {
  kind: string;
  uid: string;
  name?: string;
  /** At most one owner is the controller: the one that manages the dependent. */
  controller?: boolean;
  /** Foreground deletion of the owner waits for this dependent. */
  blockOwnerDeletion?: boolean;
}
