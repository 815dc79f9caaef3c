import { identityIn } from "../kinds/identity-in.ts";
import type { KindRegistry } from "../kinds/kind-registry.ts";
import type { FleetEntry } from "./entry.ts";
import type { ExistingResources } from "./existing.ts";
import type { Match } from "./match.ts";

/** A new resource that may be one that is there already under another owner: the same machine, told of twice. */
export interface Twin {
  kind: string;
  name: string;
  /** The field of the spec that both share, and what it holds. */
  field: string;
  value: string;
  /** The name of the one that is there. */
  existing: string;
  /** The name of what owns it. */
  owner?: string;
  /** The new one would belong to the same owner: it is the one that is there under another name. */
  renamed: boolean;
}

/** The new ones of whose identity there is one already. */
export function twinsOf(matches: readonly Match[], existing: ExistingResources, kinds: KindRegistry): Twin[] {
  return matches.flatMap(({ entry, verdict, owners }): Twin[] => {
    const identity = verdict === "new" ? identityOf(entry, kinds) : undefined;
    const there = identity && existing.identified(entry.kind, identity.value);
    if (identity === undefined || there === undefined) return [];
    const { kind, name } = entry;
    const { controller } = there;
    const renamed = owners?.some(({ uid }) => uid === controller?.uid) ?? false;
    const owner = controller && { owner: controller.name };
    return [{ kind, name, ...identity, existing: there.name, ...owner, renamed }];
  });
}

/** What tells an entry's machine from others, where it says so. */
export function identityOf(
  { kind, spec }: FleetEntry,
  kinds: KindRegistry,
): { field: string; value: string } | undefined {
  const field = kinds.find(kind)?.identity;
  const value = identityIn(field, spec);
  return field === undefined || value === undefined ? undefined : { field, value };
}
