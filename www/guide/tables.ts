// What the guide knows beside the catalogue of the core: which status belongs to which level, which legacy word goes with which, and a few
// invocations to compute as examples. Shared by the build and by the page's table.

/** The statuses that the documents give to the whole only. */
export const OF_THE_WHOLE = ["Stopped", "PartialFailed"];
/** Those that they give to instances and records only. */
export const OF_A_PART = ["Invalid", "Aborted", "Timeout", "Error", "Cancelled", "Terminated"];
/** Those that only a recurring command has. */
export const RECURRING_ONLY = ["Scheduled"];

/** The legacy status of one execution beside its current one, and whether that is seen, documented or inferred. */
export const PAIRS: readonly [current: string, legacy: string, basis: "seen" | "documented" | "inferred"][] = [
  ["Pending", "Running", "inferred"],
  ["Scheduled", "Running", "documented"],
  ["Running", "Running", "documented"],
  ["Stopping", "Stopping", "documented"],
  ["Success", "Finished", "seen"],
  ["Failed", "Finished", "seen"],
  ["Invalid", "Failed", "inferred"],
  ["Aborted", "Failed", "inferred"],
  ["Timeout", "Failed", "seen"],
  ["Error", "Failed", "inferred"],
  ["Cancelled", "Stopped", "inferred"],
  ["Terminated", "Stopped", "inferred"],
];

/** What an instance may be in, in the order of the documents. */
export const STATES: readonly string[] = PAIRS.map(([current]) => current);

export function legacyOf(status: string): string {
  return PAIRS.find(([current]) => current === status)?.[1] ?? "";
}

/** What the table that computes begins with. */
export const FIRST = ["Success", "Success", "Failed"] as const;

/** Invocations on three instances that show each rule once. */
export const EXAMPLES: readonly (readonly string[])[] = [
  ["Success", "Success", "Success"],
  ["Success", "Success", "Failed"],
  ["Success", "Timeout", "Aborted"],
  ["Failed", "Failed", "Failed"],
  ["Timeout", "Error", "Invalid"],
  ["Success", "Success", "Terminated"],
  ["Failed", "Failed", "Cancelled"],
  ["Timeout", "Terminated", "Cancelled"],
  ["Success", "Failed", "Terminated"],
  ["Cancelled", "Terminated", "Terminated"],
  ["Success", "Failed", "Running"],
  ["Success", "Stopping", "Timeout"],
  ["Success", "Running", "Pending"],
];

/** The overall words that the service may report. */
export const REPORTED: readonly (readonly string[])[] = [
  ["Pending", "Scheduled", "Running", "Stopping", "Success", "Failed", "Stopped", "PartialFailed"],
  ["Running", "Stopping", "Stopped", "Finished", "Failed", "PartialFailed"],
];

/** A response in which the instances stand so; `reported` are the overall statuses, current and legacy, if the service gave any. */
export function respond(statuses: readonly string[], recurring: boolean, reported: readonly [string?, string?] = []): string {
  return JSON.stringify({
    Invocations: {
      Invocation: [
        {
          InvokeId: "t-guide",
          InvocationStatus: reported[0],
          InvokeStatus: reported[1],
          RepeatMode: recurring ? "Period" : "Once",
          Timed: recurring,
          InvokeInstances: {
            InvokeInstance: statuses.map((status, i) => ({ InstanceId: instanceName(i), InvocationStatus: status, InstanceInvokeStatus: legacyOf(status) })),
          },
        },
      ],
    },
  });
}

export function instanceName(i: number): string {
  return `i-${i + 1}`;
}
