//! The languages, once: tag, separator of thousands, and the plural rules of CLDR for integers.

/// A plural category of CLDR.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named by CLDR")]
pub enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Category {
    /// As templates name it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// Which numbers a language treats differently.
struct Rule {
    categories: &'static [Category],
    of: fn(u64) -> Category,
}

struct Traits {
    tag: &'static str,
    thousands: char,
    cardinal: Rule,
    ordinal: Rule,
}

macro_rules! languages {
    ($($(#[$doc:meta])* $name:ident => $traits:expr;)*) => {
        /// A language of sentences.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
        pub enum Language { $($(#[$doc])* $name,)* }

        impl Language {
            /// All of them; the first is the one that the others are translations of.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            const fn traits(self) -> &'static Traits {
                match self { $(Self::$name => const { &$traits },)* }
            }
        }
    };
}

languages! {
    /// English
    #[default]
    En => Traits { tag: "en", thousands: ',', cardinal: ONE_OTHER, ordinal: ENGLISH_ORDINAL };
    /// Chinese
    Zh => Traits { tag: "zh", thousands: ',', cardinal: OTHER, ordinal: OTHER };
}

const OTHER: Rule = Rule { categories: &[Category::Other], of: |_| Category::Other };

const ONE_OTHER: Rule = Rule {
    categories: &[Category::One, Category::Other],
    of: |n| if n == 1 { Category::One } else { Category::Other },
};

const ENGLISH_ORDINAL: Rule = Rule {
    categories: &[Category::One, Category::Two, Category::Few, Category::Other],
    of: |n| match (n % 10, n % 100 / 10) {
        (1, tens) if tens != 1 => Category::One,
        (2, tens) if tens != 1 => Category::Two,
        (3, tens) if tens != 1 => Category::Few,
        _ => Category::Other,
    },
};

impl Language {
    /// The language that a tag begins with (`zh-CN`), else the first.
    pub fn from_tag(tag: &str) -> Self {
        let is_of = |own: &str| tag.get(..own.len()).is_some_and(|head| head.eq_ignore_ascii_case(own));
        Self::ALL.iter().copied().find(|language| is_of(language.tag())).unwrap_or_default()
    }

    /// Its tag, which is the name of its folder in `lang/`.
    pub fn tag(self) -> &'static str {
        self.traits().tag
    }

    /// The plural categories, `Other` last.
    pub fn categories(self) -> &'static [Category] {
        self.traits().cardinal.categories
    }

    /// The category of so many things.
    pub fn category(self, n: u64) -> Category {
        (self.traits().cardinal.of)(n)
    }

    /// The ordinal categories, `Other` last.
    pub fn ordinal_categories(self) -> &'static [Category] {
        self.traits().ordinal.categories
    }

    /// The category of the n-th thing.
    pub fn ordinal_category(self, n: u64) -> Category {
        (self.traits().ordinal.of)(n)
    }

    /// A number as this language groups it: `100,000`.
    pub fn number(self, number: u64) -> String {
        let digits = number.to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(self.traits().thousands);
            }
            out.push(digit);
        }
        out
    }

    /// The number that [`Self::number`] wrote.
    pub(crate) fn read_number(self, text: &str) -> Option<u64> {
        text.chars().filter(|sign| *sign != self.traits().thousands).collect::<String>().parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_chosen_by_the_beginning_of_a_tag() {
        for (tag, language) in [
            ("zh-Hans", Language::Zh),
            ("ZH", Language::Zh),
            ("en-GB", Language::En),
            ("", Language::En),
            ("é", Language::En),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
    }

    #[test]
    fn numbers_have_plural_categories() {
        let category = |n| (Language::En.category(n).as_str(), Language::Zh.category(n).as_str());
        assert_eq!([0, 1, 2, 11].map(category), ["other", "one", "other", "other"].map(|en| (en, "other")));
        let ordinal = |n| Language::En.ordinal_category(n).as_str();
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 111, 112].map(ordinal),
            ["one", "two", "few", "other", "other", "other", "other", "one", "two", "few", "other", "other"]
        );
        for language in Language::ALL {
            for categories in [language.categories(), language.ordinal_categories()] {
                assert_eq!(categories.last(), Some(&Category::Other), "{language:?}");
            }
        }
    }

    #[test]
    fn numbers_are_grouped_and_read_back() {
        for (number, text) in [(0, "0"), (123, "123"), (1_234_567, "1,234,567")] {
            assert_eq!(Language::En.number(number), text);
            assert_eq!(Language::En.read_number(text), Some(number));
        }
        assert_eq!(Language::En.read_number("0.5"), None);
    }
}
