// The text of an output where it is shown without a terminal's colours.

/** A text without the sequences that set colours and move the cursor of a terminal. */
export const withoutColours = (text: string): string => text.replace(/\u001b\[[0-9;?]*[@-~]/g, "");
