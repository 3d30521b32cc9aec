//! Bytes into what they are, by what they begin with: archives, images, programs, databases, text in UTF-16.

use crate::words::{Language, Lookup};

/// A type of binary data.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kind(&'static str);

impl Kind {
    /// A stable name, `gzip`; `unknown` where nothing is recognized.
    pub fn id(self) -> &'static str {
        self.0
    }

    /// What to call it.
    pub fn label(self, language: Language) -> String {
        language.word(&format!("binary.{}", self.0))
    }
}

/// What stands where in which type; the first that fits decides, so that the special comes before the general.
const MAGIC: [(usize, &[u8], &str); 54] = [
    (0, b"\x1F\x8B", "gzip"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (0, b"PK\x07\x08", "zip"),
    (257, b"ustar", "tar"),
    (0, b"\xFD7zXZ\0", "xz"),
    (0, b"\x28\xB5\x2F\xFD", "zstd"),
    (0, b"\x04\x22\x4D\x18", "lz4"),
    (0, b"7z\xBC\xAF\x27\x1C", "7z"),
    (0, b"Rar!\x1A\x07", "rar"),
    (0, b"!<arch>\n", "ar"),
    (0, b"\xED\xAB\xEE\xDB", "rpm"),
    (0, b"MSCF\0\0\0\0", "cab"),
    (0x8001, b"CD001", "iso9660"),
    (0, b"070701", "cpio"),
    (0, b"070702", "cpio"),
    (0, b"\xC7\x71", "cpio"),
    (0, b"\x89PNG\r\n\x1A\n", "png"),
    (0, b"\xFF\xD8\xFF", "jpeg"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (8, b"WEBP", "webp"),
    (0, b"II*\0", "tiff"),
    (0, b"MM\0*", "tiff"),
    (0, b"\0\0\x01\0\x01\0", "ico"),
    (0, b"%PDF-", "pdf"),
    (0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "ole"),
    (0, b"\x7FELF", "elf"),
    (0, b"\xCF\xFA\xED\xFE", "macho"),
    (0, b"\xCE\xFA\xED\xFE", "macho"),
    (0, b"\xFE\xED\xFA\xCF", "macho"),
    (0, b"\xFE\xED\xFA\xCE", "macho"),
    (0, b"\0asm\x01\0\0\0", "wasm"),
    (0, b"SQLite format 3\0", "sqlite"),
    (0, b"ElfFile\0", "evtx"),
    (0, b"regf", "regf"),
    (0, b"\xD4\xC3\xB2\xA1", "pcap"),
    (0, b"\xA1\xB2\xC3\xD4", "pcap"),
    (0, b"\x0A\x0D\x0D\x0A", "pcap"),
    (0, b"\xAC\xED\0\x05", "java"),
    (4, b"ftyp", "mp4"),
    (0, b"OggS", "ogg"),
    (0, b"ID3", "mp3"),
    (0, b"\xFF\xFB", "mp3"),
    (0, b"\xFF\xF3", "mp3"),
    (0, b"RIFF", "riff"),
    (2, b"\x0D\x0A\xE3\0\0\0\0", "pyc"),
    (2, b"\x0D\x0A\0\0\0\0", "pyc"),
    (2, b"\x0D\x0A\x01\0\0\0", "pyc"),
    (2, b"\x0D\x0A\x03\0\0\0", "pyc"),
    (0, b"\x30\x82", "der"),
    (0, b"\x30\x83", "der"),
    (0, b"\xFF\xFE", "utf-16le"),
    (0, b"\xFE\xFF", "utf-16be"),
];

/// What these bytes are.
pub fn kind(bytes: &[u8]) -> Kind {
    let known = MAGIC
        .iter()
        .find(|(at, magic, id)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)) && fits(id, bytes));
    Kind(known.map_or_else(|| by_structure(bytes), |(_, _, id)| id))
}

/// What must hold besides, where the beginning is short enough to be met by chance.
fn fits(id: &str, bytes: &[u8]) -> bool {
    match id {
        // Deflate is the only method there is.
        "gzip" => bytes.get(2).is_none_or(|method| *method == 8),
        "der" => {
            let long = usize::from(bytes[1] & 0x0F);
            let len = bytes.iter().skip(2).take(long).fold(0_usize, |len, byte| len << 8 | usize::from(*byte));
            bytes.len() == len + 2 + long
        }
        "webp" => bytes.starts_with(b"RIFF"),
        "mp3" => bytes.len() > 128,
        _ => true,
    }
}

fn by_structure(bytes: &[u8]) -> &'static str {
    let little = |at: usize| bytes.get(at..at + 4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
    if bytes.starts_with(b"BZh") && bytes.get(3).is_some_and(u8::is_ascii_digit) {
        return "bzip2";
    }
    if bytes.starts_with(b"\xCA\xFE\xBA\xBE") {
        // A fat Mach-O counts its few parts where a class has its version, from 45 on.
        return if bytes.get(7).is_some_and(|byte| *byte < 20) { "macho" } else { "class" };
    }
    if bytes.starts_with(b"MZ") && (bytes.len() < 64 || little(60).is_some_and(|at| at < 0x1_0000)) {
        return "pe";
    }
    if bytes.starts_with(b"BM") && little(2) == Some(bytes.len() as u32) {
        return "bmp";
    }
    if is_old_tar(bytes) {
        return "tar";
    }
    if bytes.len() >= 16 && bytes.iter().all(|byte| *byte == 0) {
        return "zeros";
    }
    utf_16(bytes).unwrap_or("unknown")
}

/// A tar without its name for itself: the sum of its header is right.
fn is_old_tar(bytes: &[u8]) -> bool {
    let Some(header) = bytes.get(..512).filter(|header| header[0] != 0) else { return false };
    let stated = header[148..156].iter().filter(|byte| byte.is_ascii_digit());
    let stated = stated.fold(0_u32, |sum, byte| sum.wrapping_mul(8).wrapping_add(u32::from(byte - b'0')));
    let blank = |at: usize, byte: u8| if (148..156).contains(&at) { b' ' } else { byte };
    stated > 0 && header.iter().enumerate().map(|(at, byte)| u32::from(blank(at, *byte))).sum::<u32>() == stated
}

/// UTF-16 without a mark of byte order: nearly every other byte is zero, and what remains is printable.
fn utf_16(bytes: &[u8]) -> Option<&'static str> {
    let sample = &bytes[..bytes.len().min(4_096) & !1];
    let units = sample.len() / 2;
    if units < 2 {
        return None;
    }
    let fits = |low: usize| {
        sample
            .chunks_exact(2)
            .filter(|unit| unit[1 - low] == 0 && matches!(unit[low], b'\t' | b'\n' | b'\r' | b' '..=b'~'))
            .count()
            * 10
            >= units * 7
    };
    if fits(0) {
        Some("utf-16le")
    } else if fits(1) {
        Some("utf-16be")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], id: &str) {
        assert_eq!(kind(bytes).id(), id, "{:x?}", &bytes[..bytes.len().min(16)]);
        for language in [Language::En, Language::Zh] {
            assert!(!kind(bytes).label(language).starts_with("binary."), "{id}");
        }
    }

    #[test]
    fn types_are_told_by_their_beginnings() {
        for (at, magic, id) in MAGIC {
            let mut bytes = vec![1; at];
            bytes.extend(magic);
            match id {
                "der" | "mp3" => {}
                "webp" => check(b"RIFF\x10\0\0\0WEBPVP8 ", id),
                id => check(&bytes, id),
            }
        }
        check(b"BZh91AY&SY", "bzip2");
        check(&[&b"\x30\x82\x00\x02"[..], b"ab"].concat(), "der");
        check(b"\xCA\xFE\xBA\xBE\0\0\0\x34", "class");
        check(b"\xCA\xFE\xBA\xBE\0\0\0\x02", "macho");
        check(b"MZ\x90\0", "pe");
        check("h\0i\0\r\0\n\0".as_bytes(), "utf-16le");
        check("\0h\0i\0!".as_bytes(), "utf-16be");
        check(&[0; 64], "zeros");
        check(&[&b"ID3\x04"[..], &[7; 200]].concat(), "mp3");
    }

    #[test]
    fn what_is_none_of_them_is_unknown() {
        for bytes in [&b""[..], b"\x30\x82\x10\x00", b"\x1F\x8B\x01", b"hello", b"\x01\x02\x03", b"MZ", b"BM"] {
            assert!(matches!(kind(bytes).id(), "unknown" | "pe"), "{bytes:x?}");
        }
    }
}
