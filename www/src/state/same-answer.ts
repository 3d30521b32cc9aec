// Whether two documents are the same answer of the service.

/** Bytes before a difference in which the name of its member is looked for. */
const NEAR = 120;
/** What stands between the name of the request's id and a place in its value, as the two syntaxes write it: in a text inside a document it is written otherwise. */
const IN_REQUEST_ID = /((^|[^\\])"RequestId"\s*:\s*"|<RequestId>\s*)[\w-]*$/;

const isOfId = (byte: number | undefined): boolean => byte !== undefined && ((byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte === 45 || byte === 95);

/** Whether two documents say the same: they may differ in the id of the request, which every call has anew. */
export function sameAnswer(one: Uint8Array, other: Uint8Array): boolean {
  let [a, b] = [0, 0];
  while (a < one.length && b < other.length) {
    if (one[a] === other[b]) {
      a += 1;
      b += 1;
      continue;
    }
    if (!IN_REQUEST_ID.test(String.fromCharCode(...one.subarray(Math.max(0, a - NEAR), a)))) return false;
    while (isOfId(one[a])) a += 1;
    while (isOfId(other[b])) b += 1;
    // A difference that is no id's is one.
    if (one[a] !== other[b]) return false;
  }
  return a === one.length && b === other.length;
}
