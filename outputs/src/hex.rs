//! Bytes as a hex view: offsets, sixteen bytes, and what of them is printable ASCII.

use std::fmt::Write;

/// Bytes in a row.
pub const WIDTH: usize = 16;

/// How many rows these bytes have.
pub fn rows(bytes: &[u8]) -> usize {
    bytes.len().div_ceil(WIDTH)
}

/// Rows from one to before another, as lines; what is beyond the bytes is left out.
///
/// ```
/// assert_eq!(
///     invocation_outputs::hex::view(b"hello\0", 0, 1),
///     "00000000  68 65 6c 6c 6f 00                                 |hello.|\n"
/// );
/// ```
pub fn view(bytes: &[u8], from: usize, to: usize) -> String {
    let to = to.min(rows(bytes));
    let mut text = String::with_capacity(to.saturating_sub(from) * 80);
    for row in from..to {
        let bytes = &bytes[row * WIDTH..bytes.len().min((row + 1) * WIDTH)];
        write_row(&mut text, row * WIDTH, bytes);
    }
    text
}

fn write_row(text: &mut String, offset: usize, bytes: &[u8]) {
    // Writing to a text never fails.
    let _ = write!(text, "{offset:08x} ");
    for at in 0..WIDTH {
        if at == WIDTH / 2 {
            text.push(' ');
        }
        match bytes.get(at) {
            Some(byte) => {
                let _ = write!(text, " {byte:02x}");
            }
            None => text.push_str("   "),
        }
    }
    text.push_str("  |");
    text.extend(bytes.iter().map(|byte| if matches!(byte, b' '..=b'~') { char::from(*byte) } else { '.' }));
    text.push_str("|\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_shown_once() {
        let bytes: Vec<u8> = (0..=255).collect();
        let shown = view(&bytes, 0, usize::MAX);
        assert_eq!(shown.lines().count(), 16);
        let back: Vec<u8> = shown
            .lines()
            .flat_map(|line| line[10..58].split_whitespace().map(|pair| u8::from_str_radix(pair, 16).expect("hex")))
            .collect();
        assert_eq!(back, bytes);
        assert_eq!(
            view(&bytes, 3, 5),
            shown.lines().skip(3).take(2).fold(String::new(), |all, line| all + line + "\n")
        );
    }

    #[test]
    fn beyond_the_bytes_is_nothing() {
        assert_eq!(view(b"", 0, 9), "");
        assert_eq!(view(b"a", 5, 2), "");
        assert_eq!(view(b"a", usize::MAX, usize::MAX), "");
    }
}
