//! Texts -> deflated (RFC 1951), in Base64 inside an element, some bytes at a time.

use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params};

/// How hard deflating tries: more costs twice the time for a twentieth of the size.
const LEVEL: i32 = 6;
/// Without a header and a sum (zlib.h, `deflateInit2`).
const RAW: i32 = -15;

/// An element that is being written.
#[derive(Default)]
pub(super) struct Packing {
    /// `None` before the first byte.
    deflate: Option<Box<CompressorOxide>>,
    /// What is still to be packed, from `at` on.
    text: Vec<u8>,
    at: usize,
    /// Packed bytes that do not fill three yet, the unit of Base64.
    packed: Vec<u8>,
}

impl Packing {
    /// Begins an element.
    pub(super) fn begin(id: &str, out: &mut Vec<u8>) -> Self {
        let begin = ["<script type=\"application/octet-stream\" id=\"", id, "\">"];
        out.extend_from_slice(begin.concat().as_bytes());
        let flags = create_comp_flags_from_zip_params(LEVEL, RAW, 0);
        Self { deflate: Some(Box::new(CompressorOxide::new(flags))), ..Self::default() }
    }

    /// More to be packed.
    pub(super) fn add(&mut self, text: String) {
        (self.text, self.at) = (text.into_bytes(), 0);
    }

    /// Whether all that was added is packed.
    pub(super) fn is_empty(&self) -> bool {
        self.at == self.text.len()
    }

    /// Packs so many bytes at most.
    pub(super) fn go(&mut self, most: usize, out: &mut Vec<u8>) {
        let end = self.text.len().min(self.at.saturating_add(most.max(1)));
        let Some(deflate) = &mut self.deflate else { return };
        let packed = &mut self.packed;
        compress_to_output(deflate, &self.text[self.at..end], TDEFLFlush::None, |bytes| {
            packed.extend_from_slice(bytes);
            true
        });
        self.at = end;
        let whole = self.packed.len() / 3 * 3;
        encode(&self.packed[..whole], out);
        self.packed.drain(..whole);
    }

    /// Ends the element.
    pub(super) fn finish(&mut self, out: &mut Vec<u8>) {
        let Self { deflate, packed, .. } = &mut *self;
        if let Some(deflate) = deflate {
            compress_to_output(deflate, &[], TDEFLFlush::Finish, |bytes| {
                packed.extend_from_slice(bytes);
                true
            });
        }
        encode(&self.packed, out);
        out.extend_from_slice(b"</script>\n");
        *self = Self::default();
    }
}

fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    base64_simd::STANDARD.encode_append(bytes, out);
}
