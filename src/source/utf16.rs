//! UTF-16, by its byte order mark or by its zero bytes -> UTF-8.

use crate::room;

/// The two ways to write UTF-16.
#[derive(Clone, Copy)]
pub(super) enum Order {
    Little,
    Big,
}

impl Order {
    /// As the diagnostic names it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Little => "UTF-16LE",
            Self::Big => "UTF-16BE",
        }
    }

    /// As UTF-8; `None` where memory has no room for it.
    pub(super) fn decode(self, bytes: &[u8]) -> Option<Vec<u8>> {
        let units = bytes.chunks(2).map(|pair| match (pair, self) {
            ([low, high], Self::Little) | ([high, low], Self::Big) => u16::from_le_bytes([*low, *high]),
            _ => 0xFFFD,
        });
        let mut text = Vec::new();
        // No unit takes more than three bytes.
        if !room::reserve(&mut text, bytes.len().div_ceil(2) * 3) {
            return None;
        }
        for unit in char::decode_utf16(units) {
            let char = unit.unwrap_or(char::REPLACEMENT_CHARACTER);
            text.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
        }
        Some(text)
    }
}

/// UTF-16 by its mark, or by the zero bytes that the ASCII in it must have, and how long the mark is.
pub(super) fn detect(bytes: &[u8]) -> Option<(Order, usize)> {
    let head = &bytes[..bytes.len().min(64)];
    let zeros = |from: usize| head.chunks_exact(2).filter(|pair| pair[from] == 0 && pair[1 - from] != 0).count();
    let most = |from: usize| head.len() >= 4 && zeros(from) * 4 >= head.len() / 2 * 3 && zeros(1 - from) == 0;
    match bytes {
        [0xFF, 0xFE, ..] => Some((Order::Little, 2)),
        [0xFE, 0xFF, ..] => Some((Order::Big, 2)),
        _ if most(1) => Some((Order::Little, 0)),
        _ if most(0) => Some((Order::Big, 0)),
        _ => None,
    }
}
