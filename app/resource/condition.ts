export type ConditionStatus = "True" | "False" | "Unknown";

/** One observation about a resource, after the Kubernetes API conventions. */
export interface Condition {
  type: string;
  status: ConditionStatus;
  /** A CamelCase word for programs. */
  reason: string;
  /** A sentence for people. */
  message: string;
  /** ISO 8601; moves only when `status` changes. */
  lastTransitionTime: string;
  observedGeneration?: number;
}
