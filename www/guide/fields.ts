// The fields of the APIs as `../../lang/fields.json` lists them, and the samples in which they stand.

export interface Group {
  group: string;
  fields: readonly Field[];
}

export interface Field {
  name: string;
  at: readonly string[];
  type: string;
  since: string | null | Record<string, string>;
  flags?: readonly string[];
  /** The name of the same thing in the other call. */
  twin?: string;
  /** What took its place. */
  now?: string;
}

/** Anchors of the samples in which every field of a call stands. */
export const ALL_INVOCATION_FIELDS = "fields-DescribeInvocations";
export const ALL_RECORD_FIELDS = "fields-DescribeInvocationResults";
