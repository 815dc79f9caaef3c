/** Orders texts as people count: 2 before 10. */
export const naturalOrder = new Intl.Collator("en", { numeric: true });
