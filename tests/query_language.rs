//! The language of queries: any text at all is read, each piece says how it was read and is told as it was typed, and every word of a
//! value is understood.

mod support;

use invocation_inspector::query::pattern::{Has, Is, Word};
use invocation_inspector::query::{Key, Query};
use invocation_inspector::status::Outcome;
use invocation_inspector::words::Language;
use support::Dice;
use support::fleet::{fleet, indices};

#[test]
fn a_text_is_told_as_it_was_typed() {
    let mut inspection = support::read(fleet(20, 7).as_bytes());
    for (written, text) in [("Aborted", "Aborted"), ("08:00:39Z", "08:00:39Z"), ("-\"No Space\"", "No Space")] {
        let label = inspection.read_query(written).pieces[0].label.clone();
        assert!(label.contains(&format!("“{text}”")), "{label}");
    }
    inspection.set_language(Language::Zh);
    assert_eq!(inspection.read_query("Aborted").pieces[0].label, "文本“Aborted”");
    assert_eq!(indices(&inspection, "SUCCESS", ""), indices(&inspection, "success", ""));
}

#[test]
fn any_text_is_read_and_no_piece_of_it_is_dropped() {
    const SIGNS: &[&str] = &[
        "exit",
        "error",
        "outcome",
        "duration",
        "is",
        "退出码",
        ":",
        "：",
        "=",
        "<",
        ">",
        "-",
        "!",
        ",",
        "，",
        "..",
        "*",
        "\"",
        "“",
        "”",
        " ",
        "\u{3000}",
        "\t",
        "\u{200B}",
        "\u{FEFF}",
        "137",
        "30s",
        "failed",
        "失败",
        "i-bp1",
        "\\",
        "(",
        ")",
        "NOT",
        " or ",
        "[",
        "a:b",
        "{}",
        "%",
        "\u{0}",
        "é",
        "😀",
        "~",
        "2026-11-20",
        "http://x",
    ];
    let mut dice = Dice(7);
    for _ in 0..1_000_000 {
        let text: String = (0..dice.below(8)).map(|_| dice.one_of(SIGNS)).collect();
        let query = Query::read(&text);
        let mut at = 0;
        for piece in &query.pieces {
            assert!(piece.span.start >= at && piece.span.end > piece.span.start, "{text:?}");
            let between = &text[at..piece.span.start];
            assert!(
                between.chars().all(|char| char.is_whitespace() || char.is_control()),
                "{text:?}: {between:?} is dropped"
            );
            at = piece.span.end;
        }
        assert!(text[at..].chars().all(|char| char.is_whitespace() || char.is_control()), "{text:?}");
        // Chips are the pieces as they are written: put together they are the same query.
        let chips: Vec<&str> = query.pieces.iter().map(|piece| &text[piece.span.clone()]).collect();
        let again = Query::read(&chips.join(" "));
        let told = |query: &Query| {
            query
                .pieces
                .iter()
                .map(|piece| (piece.negated, piece.test.clone(), piece.trouble.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(told(&again), told(&query), "{text:?}");
    }
}

#[test]
fn a_piece_says_how_it_was_read() {
    let inspection = support::read(fleet(3, 8).as_bytes());
    for (text, label, message, mend) in [
        ("exit:1,137", "Exit code: 1,137", None, None),
        ("-outcome:失败", "not Outcome: failed", None, None),
        ("oom", "text “oom”", None, None),
        ("exti:137", "text “exti:137”", Some("Likely meant: “exit”"), Some("exit:137")),
        ("-outcome:fail", "not text “outcome:fail”", Some("Expected one of: failed"), Some("-outcome:failed")),
        ("exit:", "text “exit:”", Some("A value is missing after “exit”"), None),
        ("duration:long", "text “duration:long”", Some("30s"), None),
        ("NOT exit:1", "text “NOT exit:1”", Some("- before a condition not"), Some("-exit:1")),
        ("exit:137 OR exit:1", "text “exit:137 OR exit:1”", Some("a comma between values or"), Some("exit:137,1")),
        ("(exit:1)", "text “(exit:1)”", Some("parentheses"), Some("exit:1")),
        ("exit:!=0", "text “exit:!=0”", Some("- before a condition not"), Some("-exit:0")),
        ("-is:failed", "not text “is:failed”", Some("no value of “Is”"), Some("-outcome:failed")),
        ("exit!=0", "text “exit!=0”", Some("!= and parentheses are no operators"), Some("-exit:0")),
        ("status!=Faild,Timeout", "text “status!=Faild,Timeout”", Some("- before"), Some("-status:Faild,Timeout")),
        ("is:active,failed", "text “is:active,failed”", Some("“failed” is no value of “Is”"), None),
        ("status:Faild", "Status: Faild", Some("No status is called “Faild”"), Some("status:Failed")),
        ("start:2026-13-45", "text “start:2026-13-45”", Some("2026-11-20T08"), None),
        ("https://a.b", "text “https://a.b”", None, None),
    ] {
        let reading = inspection.read_query(&format!(" {text} "));
        let [piece] = &reading.pieces[..] else { panic!("{text}: {} pieces", reading.pieces.len()) };
        assert_eq!((&*piece.text, piece.start, piece.end), (text, 1, 1 + text.encode_utf16().count()));
        assert_eq!(piece.label, label);
        assert_eq!(piece.mend.as_deref(), mend, "{text}");
        let meant =
            ["exit", "exti", "outcome", "duration", "status", "start", "is:"].iter().find(|key| text.contains(**key));
        let spelled = |key: &str| if key == "exti" { "exit" } else { key.trim_end_matches(':') }.to_owned();
        assert_eq!(piece.meant.map(str::to_owned), meant.map(|key| spelled(key)), "{text}");
        match message {
            Some(part) => {
                assert!(piece.message.as_deref().is_some_and(|message| message.contains(part)), "{:?}", piece.message);
            }
            None => assert_eq!(piece.message, None, "{text}"),
        }
    }
}

#[test]
fn every_word_of_a_value_is_read() {
    fn are_read<W: Word + PartialEq>() -> bool {
        W::ALL.iter().all(|value| <W as Word>::read(value.word()) == Some(*value))
    }
    assert!(are_read::<Outcome>() && are_read::<Has>() && are_read::<Is>());
    for key in Key::ALL {
        assert_eq!(Key::read(key.as_str()), Some(key));
    }
}

#[test]
fn values_that_are_listed_are_understood() {
    let mut inspection = support::read(fleet(20, 7).as_bytes());
    for (language, (before, between, after)) in
        [(Language::En, ("Expected one of: ", ", ", ".")), (Language::Zh, ("可用取值：", "，", "。"))]
    {
        inspection.set_language(language);
        for key in ["outcome", "has", "is", "change"] {
            let message = inspection.read_query(&format!("{key}:zzz")).pieces[0].message.clone().expect("a message");
            let listed = message.split_once(before).expect("a list").1.strip_suffix(after).expect("an end");
            for word in listed.split(between) {
                assert_eq!(inspection.read_query(&format!("{key}:{word}")).pieces[0].kind, "condition", "{key}:{word}");
                assert_eq!(word.is_ascii(), language == Language::En, "{word}");
            }
        }
        let message = inspection.read_query("group:zzz").pieces[0].message.clone().expect("a message");
        let words: &[&str] = if language == Language::En { &["empty", "none"] } else { &["空输出", "无输出"] };
        for word in words {
            assert!(message.contains(word), "{message}");
            assert_eq!(inspection.read_query(&format!("group:{word}")).pieces[0].kind, "condition", "{word}");
        }
    }
}
