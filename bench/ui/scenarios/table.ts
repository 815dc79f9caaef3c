import { launch, paintedAt } from "../electron.ts";
import { deviceName, openAt } from "../fleet.ts";
import { timeToRows, watchTyping } from "../in-page.ts";
import { CHANGES_PER_SECOND, type Scenario, TABLE, TABLE_BY_NAME } from "../scenario.ts";
import { atMost, percentile } from "../ui-line.ts";

const ROUNDS = 20;
const QUERY_FIELD = "main [aria-label^='Search ']";
const TYPED = "device-012345 label.rack==r345";
const SORTED_COLUMNS = ["Name", "State", "Desired", "Last seen"];

/** What somebody does with a table of 100,000 devices while 1,000 of them change a second. */
export const table: Scenario = {
  name: "table",
  async run(stage) {
    const dataDir = await stage.largeFleet();
    await openAt(dataDir, TABLE);
    const running = await launch(await stage.application(), dataDir, CHANGES_PER_SECOND);
    const { page } = running;
    await paintedAt(page, true);

    const opened: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await page.evaluate(() => (window.location.hash = "#/settings"));
      await page.getByRole("heading", { name: "Settings" }).waitFor();
      opened.push(await timeToRows(page, { hash: TABLE, firstRow: "device-0" }));
    }

    const sorted: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const column = SORTED_COLUMNS[round % SORTED_COLUMNS.length];
      await page.evaluate((title) => {
        const buttons = [...document.querySelectorAll("[role=columnheader] button")];
        buttons.find(({ textContent }) => textContent === title)?.setAttribute("data-bench-sort", "");
      }, column);
      sorted.push(
        await timeToRows(page, { click: "[data-bench-sort]" }),
        await timeToRows(page, { click: "[data-bench-sort]" }),
      );
      await page.evaluate(() => document.querySelector("[data-bench-sort]")?.removeAttribute("data-bench-sort"));
    }

    await page.evaluate((hash) => (window.location.hash = hash), "#/settings");
    await page.getByRole("heading", { name: "Settings" }).waitFor();
    // The table remembers how it was sorted last.
    await timeToRows(page, { hash: TABLE_BY_NAME, firstRow: deviceName(0) });
    await page.locator(QUERY_FIELD).waitFor();
    const queried: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const rack = round * 7;
      const text = `label.rack in (r${rack}, r${rack + 1}) && label.role==storage && spec.desired==running`;
      queried.push(await timeToRows(page, { ask: { field: QUERY_FIELD, text }, firstRow: deviceName(rack) }));
    }
    await timeToRows(page, { ask: { field: QUERY_FIELD, text: "" }, firstRow: deviceName(0) });

    const typingTimes = await watchTyping(page);
    await page.locator(QUERY_FIELD).focus();
    await page.keyboard.type(TYPED, { delay: 120 });
    for (const _letter of TYPED) await page.keyboard.press("Backspace", { delay: 60 });
    const typed = await typingTimes();
    await running.close();

    return [
      atMost("opening a table, first rows, p95 ms", percentile(opened, 0.95), 100),
      atMost("changing the sort, first rows, p95 ms", percentile(sorted, 0.95), 100),
      atMost("a query over labels and fields, first rows, p95 ms", percentile(queried, 0.95), 100),
      atMost("a keystroke in the query bar, p95 ms", percentile(typed, 0.95), 50),
    ];
  },
};
