import { z } from "zod";
import { kindInfo, type KindInfo } from "../../shared/model.ts";

const ITEM = "fabrica.kinds";
const schema = z.array(kindInfo);

/**
 * The kinds as the engine last told them: they hardly ever change, and with them a window can show a table, and ask for its
 * rows, before the engine has opened its data.
 * @returns undefined for what makes no sense, say because another version of the application wrote it
 */
export function rememberedKinds(storage: Pick<Storage, "getItem"> = localStorage): KindInfo[] | undefined {
  const text = storage.getItem(ITEM);
  if (text === null) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Where there is no room, the next start is a little slower. */
export function rememberKinds(kinds: readonly KindInfo[], storage: Pick<Storage, "setItem"> = localStorage): void {
  try {
    storage.setItem(ITEM, JSON.stringify(kinds));
  } catch {
    // The drafts of the user fill the storage: they matter more.
  }
}
