import { skipToken } from "@tanstack/react-query";
import type { ResourceRef } from "../../shared/model.ts";
import { useCall } from "./use-call.ts";

/** The name of a resource that exists; its uid for one that does not, and until the engine has answered. */
export function useNameOf(ref: ResourceRef | undefined): string {
  const resource = useCall("resources.get", ref ?? skipToken);
  return resource.data?.metadata.name ?? ref?.uid ?? "";
}
