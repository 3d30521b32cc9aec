//! Colours of a terminal into colours that can be read on a light and on a dark page.
//!
//! Each is a pair, for the light surface and for the dark one. Text is moved towards black or white until its contrast to
//! what is behind it is 4.5 to 1 (WCAG 2.2, 1.4.3), and no further.

/// Red, green and blue.
pub type Rgb = [u8; 3];

/// The contrast that text has at least.
pub const CONTRAST: f64 = 4.5;

/// What outputs stand on where nothing else is said, light and dark: the least friendly surface of each theme, so that
/// what can be read on these can be read on the others.
pub const SURFACES: [Rgb; 2] = [[0xF4, 0xF4, 0xF0], [0x16, 0x19, 0x1D]];

/// Text without a colour of its own, light and dark.
const INK: [Rgb; 2] = [[0x1F, 0x20, 0x24], [0xE6, 0xE6, 0xE3]];

/// The sixteen colours as text, light and dark; the page gives its own custom properties these values.
pub const PALETTE: [[Rgb; 2]; 16] = [
    [[0x24, 0x26, 0x2B], [0x8B, 0x91, 0x9A]],
    [[0xB4, 0x23, 0x18], [0xF2, 0x7A, 0x70]],
    [[0x1B, 0x6E, 0x2C], [0x5F, 0xBF, 0x72]],
    [[0x7A, 0x57, 0x00], [0xD9, 0xB2, 0x4A]],
    [[0x1D, 0x55, 0xB8], [0x74, 0xA8, 0xF5]],
    [[0x8A, 0x2B, 0x9B], [0xD5, 0x8A, 0xE3]],
    [[0x0B, 0x67, 0x70], [0x4F, 0xC1, 0xCB]],
    [[0x5A, 0x5E, 0x66], [0xC9, 0xCC, 0xD1]],
    [[0x62, 0x66, 0x6E], [0x9A, 0xA0, 0xA9]],
    [[0xC4, 0x2B, 0x1F], [0xFF, 0x92, 0x89]],
    [[0x1F, 0x74, 0x31], [0x7D, 0xD8, 0x8F]],
    [[0x80, 0x5E, 0x00], [0xF0, 0xCB, 0x66]],
    [[0x2A, 0x63, 0xC9], [0x93, 0xBD, 0xFF]],
    [[0x99, 0x38, 0xAB], [0xE6, 0xA5, 0xF2]],
    [[0x0F, 0x6C, 0x75], [0x72, 0xDA, 0xE3]],
    [[0x3A, 0x3D, 0x44], [0xF2, 0xF3, 0xF5]],
];

/// The sixteen colours as grounds: those of an old terminal, the same on both themes, since the text on them follows.
const GROUNDS: [Rgb; 16] = [
    [0x00, 0x00, 0x00],
    [0xB4, 0x23, 0x18],
    [0x1B, 0x7A, 0x2F],
    [0xC2, 0x9A, 0x1E],
    [0x1D, 0x55, 0xB8],
    [0x8A, 0x2B, 0x9B],
    [0x16, 0x7F, 0x89],
    [0xD0, 0xD3, 0xD8],
    [0x62, 0x66, 0x6E],
    [0xE2, 0x5A, 0x4E],
    [0x4F, 0xB0, 0x63],
    [0xE3, 0xC1, 0x57],
    [0x5B, 0x93, 0xEA],
    [0xC0, 0x72, 0xD0],
    [0x3F, 0xB2, 0xBC],
    [0xFF, 0xFF, 0xFF],
];

/// A colour as a program names it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Colour {
    /// That of the page.
    #[default]
    Default,
    /// 0 to 255, of which the first sixteen belong to the theme.
    Indexed(u8),
    /// Itself.
    True(Rgb),
}

/// How text is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paint {
    /// One of the sixteen, on the page's own ground.
    Palette(u8),
    /// A pair, light and dark.
    Pair([Rgb; 2]),
}

/// The text's colour and its ground, where they differ from the page's own.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Painted {
    /// Of the text.
    pub text: Option<Paint>,
    /// Behind it.
    pub ground: Option<[Rgb; 2]>,
}

/// What is seen of a colour, a ground and whether they are swapped or dim.
pub fn paint(text: Colour, ground: Colour, reverse: bool, dim: bool) -> Painted {
    let solid = match (reverse, text, ground) {
        (false, _, Colour::Default) => None,
        (false, _, ground) => Some([behind(ground), behind(ground)]),
        (true, Colour::Default, _) => Some(INK),
        (true, text, _) => Some([behind(text), behind(text)]),
    };
    let Some(under) = solid else {
        return Painted { text: on_the_page(text, dim), ground: None };
    };
    let front = if reverse { ground } else { text };
    let wanted = match (front, reverse) {
        // Swapped, the page's ground becomes the text.
        (Colour::Default, true) => SURFACES,
        (Colour::Default, false) => INK,
        (colour, _) => [value(colour), value(colour)],
    };
    let over = [0, 1].map(|theme| {
        let wanted = if dim { mix(wanted[theme], under[theme], 0.35) } else { wanted[theme] };
        readable(wanted, under[theme])
    });
    Painted { text: Some(Paint::Pair(over)), ground: Some(under) }
}

fn on_the_page(text: Colour, dim: bool) -> Option<Paint> {
    let pair = match text {
        Colour::Default if !dim => return None,
        Colour::Indexed(index @ 0..=15) if !dim => return Some(Paint::Palette(index)),
        Colour::Default => INK,
        Colour::Indexed(index @ 0..=15) => PALETTE[usize::from(index)],
        other => [value(other), value(other)],
    };
    Some(Paint::Pair([0, 1].map(|theme| {
        let surface = SURFACES[theme];
        readable(if dim { mix(pair[theme], surface, 0.35) } else { pair[theme] }, surface)
    })))
}

fn behind(colour: Colour) -> Rgb {
    match colour {
        Colour::Indexed(index @ 0..=15) => GROUNDS[usize::from(index)],
        other => value(other),
    }
}

/// The colour that a number of 256 stands for, as xterm has it from 16 on.
fn value(colour: Colour) -> Rgb {
    match colour {
        Colour::Default => INK[0],
        Colour::True(rgb) => rgb,
        Colour::Indexed(index @ 0..=15) => GROUNDS[usize::from(index)],
        Colour::Indexed(index @ 16..=231) => {
            let step = |of: u8| [0, 95, 135, 175, 215, 255][usize::from(of % 6)];
            let cube = index - 16;
            [step(cube / 36), step(cube / 6), step(cube)]
        }
        Colour::Indexed(index) => [8 + (index - 232) * 10; 3],
    }
}

/// The nearest colour to the wanted one, towards black or white, that can be read on this ground.
pub fn readable(wanted: Rgb, ground: Rgb) -> Rgb {
    if contrast(wanted, ground) >= CONTRAST {
        return wanted;
    }
    [[0; 3], [255; 3]]
        .into_iter()
        .filter_map(|end| {
            // Mixtures of 256 steps, of which the first that is readable is found by halves.
            let at = |step: u32| mix(wanted, end, f64::from(step) / 255.0);
            let (mut low, mut high) = (0, 255);
            if contrast(end, ground) < CONTRAST {
                return None;
            }
            while low < high {
                let middle = u32::midpoint(low, high);
                // On the way to an end the contrast may fall before it rises; what counts is the last rise.
                let beyond = luminance(at(middle)) > luminance(ground);
                let right_side = beyond == (end[0] == 255);
                if right_side && contrast(at(middle), ground) >= CONTRAST { high = middle } else { low = middle + 1 }
            }
            Some((high, at(high)))
        })
        .min_by_key(|(step, _)| *step)
        .map_or([0; 3], |(_, colour)| colour)
}

#[allow(clippy::cast_sign_loss, reason = "between two bytes")]
fn mix(from: Rgb, to: Rgb, part: f64) -> Rgb {
    [0, 1, 2].map(|at| (f64::from(from[at]) * (1.0 - part) + f64::from(to[at]) * part).round() as u8)
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2).
pub fn contrast(one: Rgb, two: Rgb) -> f64 {
    let (one, two) = (luminance(one), luminance(two));
    (one.max(two) + 0.05) / (one.min(two) + 0.05)
}

fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// `#rrggbb`
pub fn hex(colour: Rgb) -> String {
    let [red, green, blue] = colour;
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colours() -> impl Iterator<Item = Colour> {
        let cube = (0..=255).map(Colour::Indexed);
        let steps = [0u8, 40, 90, 128, 170, 215, 255];
        let every = steps.into_iter().flat_map(move |red| {
            steps.into_iter().flat_map(move |green| steps.into_iter().map(move |blue| Colour::True([red, green, blue])))
        });
        cube.chain(every).chain([Colour::Default])
    }

    #[test]
    fn everything_can_be_read_on_the_page() {
        for colour in colours() {
            for dim in [false, true] {
                let painted = paint(colour, Colour::Default, false, dim);
                assert_eq!(painted.ground, None);
                let pair = match painted.text {
                    None => INK,
                    Some(Paint::Palette(index)) => PALETTE[usize::from(index)],
                    Some(Paint::Pair(pair)) => pair,
                };
                for theme in [0, 1] {
                    let seen = contrast(pair[theme], SURFACES[theme]);
                    assert!(seen >= CONTRAST, "{colour:?} dim {dim} on theme {theme}: {seen}");
                }
            }
        }
    }

    #[test]
    fn everything_can_be_read_on_any_ground() {
        for (text, ground) in colours().flat_map(|text| (0..=255).step_by(5).map(move |at| (text, Colour::Indexed(at))))
        {
            for (reverse, dim) in [(false, false), (true, false), (false, true)] {
                let Painted { text: Some(Paint::Pair(over)), ground: Some(under) } = paint(text, ground, reverse, dim)
                else {
                    panic!("a ground gives two pairs");
                };
                for theme in [0, 1] {
                    let seen = contrast(over[theme], under[theme]);
                    assert!(seen >= CONTRAST, "{text:?} on {ground:?}: {seen}");
                }
            }
        }
    }

    #[test]
    fn a_readable_colour_stays_and_another_moves_little() {
        assert_eq!(readable([0x1D, 0x55, 0xB8], SURFACES[0]), [0x1D, 0x55, 0xB8]);
        let moved = readable([255, 255, 0], SURFACES[0]);
        assert!(contrast(moved, SURFACES[0]) < 4.7 && moved[2] == 0, "{moved:?}");
        assert_eq!(hex([1, 171, 255]), "#01abff");
        assert_eq!(value(Colour::Indexed(196)), [255, 0, 0]);
        assert_eq!(value(Colour::Indexed(255)), [238; 3]);
    }
}
