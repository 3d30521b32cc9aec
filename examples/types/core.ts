// The core alone: checked without any type of a browser.
import { explain, type Inspection, inspect, ready, type Report, setWasm } from "invocation-inspector/core";

setWasm({ core: new Uint8Array() });
await ready();
const inspection: Inspection = inspect("{}", { language: "zh" });
const report: Report = inspection.report();
const outcome: string | null = inspection.summary().outcome;
const label: string | undefined = explain("status", "Success", "en")?.title;
// @ts-expect-error: no such language
inspect("{}", { language: "fr" });
// @ts-expect-error: a number is no document
inspect(7);
inspection.free();
export { label, outcome, report };
