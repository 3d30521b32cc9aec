//! Bytes of a text -> lines and UTF-16 columns, as a reader counts them.

use crate::scan;

/// A place as a reader counts it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// From 1, in UTF-16 units.
    pub column: u32,
    /// From 0, in UTF-16 units from the beginning of the text.
    pub offset: u32,
}

/// What was counted up to a byte.
#[derive(Clone, Copy)]
struct Checkpoint {
    byte: usize,
    units: u32,
    line: u32,
    line_units: u32,
}

/// Turns byte offsets into lines and UTF-16 columns, counting as far as a place that is shown and no farther.
///
/// A line ends with `\n`, `\r\n` or a lone `\r`. A piece that is no UTF-8 counts as the one U+FFFD it is shown as.
#[derive(Debug)]
pub struct Lines {
    /// Every 16 KiB, as far as was counted.
    checkpoints: Vec<Checkpoint>,
}

impl std::fmt::Debug for Checkpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.byte, self.line)
    }
}

/// Distance of the checkpoints, in bytes.
const STEP: usize = 1 << 14;

impl Default for Lines {
    fn default() -> Self {
        Self { checkpoints: vec![Checkpoint { byte: 0, units: 0, line: 1, line_units: 0 }] }
    }
}

impl Lines {
    /// The place of a byte; one inside a character counts as the character's beginning.
    pub fn position(&mut self, text: &[u8], byte: u32) -> Position {
        let byte = (byte as usize).min(text.len());
        while let Some(last) = self.checkpoints.last()
            && last.byte + STEP < byte
        {
            self.checkpoints.push(advance(text, *last, last.byte + STEP));
        }
        let after = self.checkpoints.partition_point(|checkpoint| checkpoint.byte <= byte);
        let checkpoint = advance(text, self.checkpoints[after.saturating_sub(1)], byte);
        Position {
            line: checkpoint.line,
            column: checkpoint.units - checkpoint.line_units + 1,
            offset: checkpoint.units,
        }
    }
}

/// Counts on from a checkpoint to the character that holds `byte`.
fn advance(text: &[u8], mut checkpoint: Checkpoint, byte: usize) -> Checkpoint {
    while checkpoint.byte < byte {
        if checkpoint.byte + scan::LANES <= byte
            && let Some(lines) = scan::lines(text, checkpoint.byte)
        {
            checkpoint.byte += scan::LANES;
            checkpoint.units += scan::LANES as u32;
            checkpoint.line += lines.ended;
            if lines.ended > 0 {
                checkpoint.line_units = checkpoint.units - lines.after;
            }
            continue;
        }
        let (len, units) = step(&text[checkpoint.byte..]);
        if checkpoint.byte + len > byte {
            break;
        }
        let ended = match text[checkpoint.byte] {
            b'\n' => true,
            b'\r' => text.get(checkpoint.byte + 1) != Some(&b'\n'),
            _ => false,
        };
        checkpoint.byte += len;
        checkpoint.units += units;
        if ended {
            checkpoint.line += 1;
            checkpoint.line_units = checkpoint.units;
        }
    }
    checkpoint
}

/// Bytes and UTF-16 units of the first character, or of the first piece that is none.
fn step(text: &[u8]) -> (usize, u32) {
    if text[0] < 0x80 {
        return (1, 1);
    }
    let head = &text[..text.len().min(4)];
    match head.utf8_chunks().next() {
        Some(chunk) => match chunk.valid().chars().next() {
            Some(char) => (char.len_utf8(), char.len_utf16() as u32),
            None => (chunk.invalid().len().max(1), 1),
        },
        None => (1, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_utf16_units_and_every_kind_of_line_end() {
        let mut text = "a\r\nb状😀c\rd\n".as_bytes().to_vec();
        text.extend(b"\xFF\xE7\x8Ax\n");
        let mut lines = Lines::default();
        let shown = String::from_utf8_lossy(&text).into_owned();
        let mut units = 0;
        for (byte, expect) in [(0, (1, 1)), (3, (2, 1)), (4, (2, 2)), (7, (2, 3)), (11, (2, 5)), (13, (3, 1))] {
            let at = lines.position(&text, byte);
            assert_eq!((at.line, at.column), expect, "byte {byte}");
            assert!(at.offset >= units);
            units = at.offset;
        }
        let end = lines.position(&text, text.len() as u32);
        assert_eq!(end.offset as usize, shown.encode_utf16().count());
    }

    #[test]
    fn checkpoints_far_apart_agree_with_counting_from_the_start() {
        let text: Vec<u8> = "线 one\n二😀\r\n".repeat(4_000).into_bytes();
        let mut lines = Lines::default();
        for byte in (0..text.len()).step_by(997).chain([17, 40_000]) {
            let checkpoint = advance(&text, Lines::default().checkpoints[0], byte);
            let place = lines.position(&text, byte as u32);
            assert_eq!((place.line, place.offset), (checkpoint.line, checkpoint.units));
        }
        assert!(lines.checkpoints.len() > 3);
    }
}
