// Names of files that every file system takes, each once.

/** What Windows, macOS, Linux or a reader's eye would trip over. */
const REFUSED = /[\\/:*?"<>|\p{C}\p{Zl}\p{Zp}]/gu;
/** Names of devices under Windows, whatever follows a dot. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?=\.|$)/i;
/** UTF-16 units of a name: at most 255 bytes in UTF-8 with what is added. */
const LONGEST = 60;

/** A text as one step of a path. */
export function safeName(text: string, otherwise: string): string {
  const cut = [...text.slice(0, 2 * LONGEST)].slice(0, LONGEST).join("");
  const name = cut.replace(REFUSED, "_").replace(/^[\s.]+|[\s.]+$/g, "_").replace(DEVICE, "_$1");
  return name === "" ? otherwise : name;
}

/** Makes names unique, also where a file system takes capitals for small letters. */
export class UniqueNames {
  readonly #taken = new Set<string>();
  /** The number that was given last. */
  readonly #numbers = new Map<string, number>();

  /** The path, with a number before its extension where it is taken. */
  take(path: string, extension: string): string {
    let name = `${path}${extension}`;
    let number = this.#numbers.get(fold(name)) ?? 1;
    const first = fold(name);
    while (this.#taken.has(fold(name))) {
      number += 1;
      name = `${path} (${number})${extension}`;
    }
    this.#numbers.set(first, number);
    this.#taken.add(fold(name));
    return name;
  }
}

const fold = (name: string): string => name.normalize("NFC").toLowerCase();
