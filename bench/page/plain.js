// The best plain JavaScript that does the core's job on rows of DescribeInvocationResults: parse, read the statuses of
// both vocabularies, join by run and instance, roll up, count. No frameworks, no copies, columns where they help.

const decoder = new TextDecoder();

const CLASSES = ["Pending", "Scheduled", "Running", "Stopping", "Success", "Failed", "Stopped"];
const [PENDING, , , STOPPING, SUCCEEDED, FAILED, STOPPED] = CLASSES.keys();
const UNKNOWN = 7;
const ABSENT = 8;
/** Spellings in lower case -> class of the current vocabulary. */
const CURRENT = new Map(
  Object.entries({
    pending: 0, scheduled: 1, running: 2, stopping: 3, success: 4, failed: 5, invalid: 5, aborted: 5, timeout: 5, error: 5,
    cancelled: 6, canceled: 6, terminated: 6, stopped: 6,
  }),
);
const LEGACY_NAMES = ["Running", "Stopping", "Stopped", "Finished", "Failed"];
const [L_RUNNING, L_STOPPING, L_STOPPED, L_FINISHED, L_FAILED] = LEGACY_NAMES.keys();
const LEGACY = new Map(
  Object.entries({ running: 0, pending: 0, scheduled: 0, stopping: 1, stopped: 2, finished: 3, success: 3, failed: 4 }),
);

/** A reader of one vocabulary. A spelling is looked at once, and then known as it is written. */
function reader(words) {
  const known = new Map();
  return (text) => {
    if (text === undefined || text === null || text === "") return ABSENT;
    const seen = known.get(text);
    if (seen !== undefined) return seen;
    const found = words.get(String(text).trim().toLowerCase()) ?? UNKNOWN;
    known.set(text, found);
    return found;
  };
}
const readCurrent = reader(CURRENT);
const readLegacy = reader(LEGACY);

const OUTCOMES = ["pending", "scheduled", "running", "stopping", "succeeded", "failed", "stopped", "unknown", "unknown", "finished"];
const FINISHED = 9;
const OF_LEGACY = [2, STOPPING, STOPPED, FINISHED, FAILED];

/** Where a record stands: the current status decides, else the legacy one with the exit code. */
function outcomeOf(current, legacy, exitCode) {
  if (current !== ABSENT) return current;
  if (legacy >= UNKNOWN) return UNKNOWN;
  if (legacy !== L_FINISHED || exitCode === undefined || exitCode === null || exitCode === "") return OF_LEGACY[legacy];
  return Number(exitCode) === 0 ? SUCCEEDED : FAILED;
}

function overall(tally, total, complete) {
  for (let active = PENDING; active <= STOPPING; active += 1) if (tally[active]) return CLASSES[active];
  if (!complete || tally[UNKNOWN] || tally[ABSENT] || total === 0) return null;
  if (tally[STOPPED] === total) return "Stopped";
  if (tally[SUCCEEDED] === 0) return "Failed";
  return tally[FAILED] === 0 ? "Success" : "PartialFailed";
}

function overallLegacy(tally, total, complete, recurring) {
  const doubtful = !complete || tally[UNKNOWN] > 0 || tally[ABSENT] > 0 || total === 0;
  if (recurring) return tally[L_STOPPED] < total ? "Running" : doubtful ? null : "Stopped";
  if (tally[L_RUNNING]) return "Running";
  if (doubtful) return null;
  if (tally[L_STOPPING]) return "Stopping";
  if (tally[L_STOPPED] === total) return "Stopped";
  if (tally[L_FAILED] === total) return "Failed";
  return tally[L_FAILED] ? "PartialFailed" : "Finished";
}

/** Bytes of one answer -> its model and its summary. */
export function inspectPlain(bytes) {
  const answer = JSON.parse(decoder.decode(bytes));
  const { InvocationResults, TotalCount } = answer.Invocation;
  const rows = InvocationResults.InvocationResult;
  const complete = TotalCount === undefined || TotalCount <= rows.length;
  const runs = new Map();
  // Columns by row, and the newest row of each instance.
  const outcomes = new Uint8Array(rows.length);
  const currents = new Uint8Array(rows.length);
  const legacies = new Uint8Array(rows.length);
  const owners = new Uint32Array(rows.length);
  const newest = [];
  let run;
  let runId;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i];
    const current = readCurrent(row.InvocationStatus);
    const legacy = readLegacy(row.InvokeRecordStatus);
    currents[i] = current;
    legacies[i] = legacy;
    outcomes[i] = outcomeOf(current, legacy, row.ExitCode);
    // Rows of one run stand together.
    if (run === undefined || row.InvokeId !== runId) {
      runId = row.InvokeId;
      run = runs.get(runId);
      if (run === undefined) runs.set(runId, (run = { id: runId, instances: new Map(), recurring: false }));
    }
    const instance = run.instances.get(row.InstanceId);
    if (instance === undefined) {
      run.instances.set(row.InstanceId, newest.length);
      owners[i] = newest.length;
      newest.push(i);
      if (row.Repeats > 1) run.recurring = true;
    } else {
      owners[i] = instance;
      run.recurring = true;
      // These times are all UTC and of one form, so that they sort as text.
      if (row.StartTime >= rows[newest[instance]].StartTime) newest[instance] = i;
    }
  }
  const invocations = [];
  const counts = new Map();
  for (const { id, instances, recurring } of runs.values()) {
    const tally = new Uint32Array(9);
    const legacyTally = new Uint32Array(9);
    for (const instance of instances.values()) {
      const i = newest[instance];
      tally[currents[i]] += 1;
      legacyTally[legacies[i]] += 1;
      const word = OUTCOMES[outcomes[i]];
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const total = instances.size;
    invocations.push({
      id,
      status: overall(tally, total, complete),
      legacyStatus: overallLegacy(legacyTally, total, complete, recurring),
      recurring,
      complete,
    });
  }
  const model = { rows, outcomes, currents, legacies, owners, newest, runs };
  return { model, counts: { invocations: invocations.length, instances: newest.length, records: rows.length }, outcomes: counts, invocations };
}

/** The bytes of a Base64 text, by what the browser does best. */
const fromBase64 = Uint8Array.fromBase64
  ? (text) => Uint8Array.fromBase64(text)
  : (text) => {
      const binary = atob(text);
      const bytes = new Uint8Array(binary.length);
      for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
      return bytes;
    };

/** Decodes the outputs one after the other. */
function eachOutput(inspection, use) {
  for (const { Output } of inspection.model.rows) use(fromBase64(Output));
}

const strict = new TextDecoder("utf-8", { fatal: true });

/** Decodes every output and counts: how many bytes, and how many of them are text. */
export function decodePlain(inspection) {
  let bytes = 0;
  let texts = 0;
  eachOutput(inspection, (output) => {
    bytes += output.length;
    try {
      strict.decode(output);
      texts += 1;
    } catch {
      // Bytes that are no text.
    }
  });
  return { bytes, texts };
}

/** Every output as a text of JavaScript. */
export function textsPlain(inspection) {
  const texts = [];
  eachOutput(inspection, (output) => texts.push(decoder.decode(output)));
  return texts;
}
