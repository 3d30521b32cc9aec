//! Tickets and chats: every place's limit, what is cut and said, and that nothing of a response is markup there.

use invocation_inspector::view::export::{ExportOptions, Format};
use invocation_inspector::words::Language;

use super::{Redactor, each_case, hide, results, text};

const PLACES: [Format; 4] = [Format::Text, Format::Chat, Format::Md, Format::Jira];

/// What a place counts.
fn size(format: Format, text: &str) -> usize {
    match format {
        Format::Md | Format::Jira => text.encode_utf16().count(),
        _ => text.len(),
    }
}

fn limited(limit: usize) -> ExportOptions<'static> {
    ExportOptions { limit: Some(limit), ..ExportOptions::default() }
}

#[test]
fn every_case_fits_every_place_and_ends_with_its_closing_line() {
    each_case(|name, inspection| {
        let closing = |text: &str| text.lines().next_back().is_some_and(|line| line.contains("Invocation Inspector"));
        for format in PLACES {
            for limit in [400, 4_096] {
                let text = text(inspection, format, &limited(limit));
                let size = size(format, &text);
                assert!(size <= limit, "{name}: {} of {limit} in {}:\n{text}", size, format.as_str());
                assert!(closing(&text), "{name}: {}\n{text}", format.as_str());
            }
            let text = text(inspection, format, &ExportOptions::default());
            assert!(closing(&text) && format.limit().is_none_or(|limit| size(format, &text) <= limit), "{name}");
        }
        assert!(
            !name.is_empty() && !inspection.export(Format::Groups, &ExportOptions::default()).contains(&0),
            "{name}"
        );
    });
}

/// Outputs that would be something else: each holds the word.
const HOSTILE: [&str; 14] = [
    "HOSTILE ``` HOSTILE\n```\n# HOSTILE\n~~~\n~~~~\nHOSTILE",
    "````\nHOSTILE\n`````\n``````\nHOSTILE ~~~~~~~~~~~",
    "{noformat}\n*HOSTILE*\n{NOFORMAT:title=x}{code}HOSTILE",
    "<!-- HOSTILE -->\n</details><script>HOSTILE</script>\n<img src=x onerror=HOSTILE>",
    "[HOSTILE](javascript:HOSTILE)\n![HOSTILE](http://HOSTILE)\n<@all> <at user_id=\"all\">HOSTILE</at> @HOSTILE",
    "| HOSTILE | a |\n|---|---|\n> HOSTILE\n- HOSTILE\n1. HOSTILE\n=======",
    "\u{202e}HOSTILE\u{2066}\u{200b}\u{feff}",
    "\u{1b}[31mHOSTILE\u{1b}[0m\r\n\u{7}\0\u{8}",
    "]]>HOSTILE<![CDATA[&amp;&HOSTILE;",
    "=HOSTILE()\n+HOSTILE\n-HOSTILE\n@HOSTILE",
    "HOSTILE\\\\\\ \\` \\* {{HOSTILE}} [~HOSTILE] ",
    "\u{2028}HOSTILE\u{2029}\u{85}HOSTILE",
    "😀状态HOSTILE\u{301}",
    "\n\n\nHOSTILE\n\n\n",
];

fn hostile() -> invocation_inspector::Inspection {
    let long = format!("```\n{}", "HOSTILE ``` \u{202e}{noformat}\n".repeat(2_000));
    let fences = "`".repeat(30_000) + &"~".repeat(30_000) + "HOSTILE";
    let outputs = HOSTILE.iter().copied().chain([&*long, &*fences]);
    let ids: Vec<String> = (0..HOSTILE.len() + 2).map(|at| format!("i-{at}")).collect();
    let rows: Vec<_> = ids.iter().zip(outputs).map(|(id, output)| (&**id, "Failed", 1, output)).collect();
    results(&rows)
}

/// What stands outside of the blocks of code, which begin and end as CommonMark says.
fn outside_fences(text: &str) -> String {
    let mut fence: Option<String> = None;
    let mut outside = String::new();
    for line in text.lines() {
        let sign: String = line.chars().take_while(|char| matches!(char, '`' | '~')).collect();
        match &fence {
            None if sign.len() >= 3 => fence = Some(sign),
            None => outside.extend([line, "\n"]),
            Some(open) => {
                if sign == *line && sign.len() >= open.len() && sign.starts_with(&open[..1]) {
                    fence = None;
                }
            }
        }
    }
    assert_eq!(fence, None, "a block is open:\n{text}");
    outside
}

#[test]
fn nothing_of_an_output_is_markup() {
    let mut inspection = hostile();
    for language in Language::ALL {
        inspection.set_language(*language);
        for limit in [1_000, 4_000, 20_000, 65_536] {
            let md = text(&inspection, Format::Md, &limited(limit));
            assert!(!outside_fences(&md).contains("HOSTILE"), "{md}");
            let jira = text(&inspection, Format::Jira, &limited(limit));
            for (at, piece) in jira.split("{noformat}").enumerate() {
                assert!(at % 2 == 1 || !piece.contains("HOSTILE"), "{jira}");
            }
            assert_eq!(jira.matches("{noformat}").count() % 2, 0, "{jira}");
            for (format, sign) in [(Format::Chat, "> "), (Format::Text, "| ")] {
                let text = text(&inspection, format, &limited(limit));
                let lines = text.lines().filter(|line| line.contains("HOSTILE"));
                lines.for_each(|line| assert!(line.starts_with(sign), "{line}"));
                assert!(format != Format::Chat || !text.contains(['<']) && !text.contains("]("), "{text}");
                assert!(!text.contains(['\u{202e}', '\u{2066}', '\u{1b}', '\0', '\u{2028}', '\u{85}']), "{text:?}");
            }
        }
    }
}

#[test]
fn a_long_output_is_cut_in_the_middle_with_its_bytes() {
    let output: String = (0..5_000).map(|line| ["line ", &line.to_string(), " of it\n"].concat()).collect();
    let inspection = results(&[("i-1", "Failed", 1, &output)]);
    for format in PLACES {
        let text = text(&inspection, format, &ExportOptions::default());
        let said =
            text.split("… ").nth(1).and_then(|rest| rest.split(" bytes left out …").next()).expect("what is left out");
        let kept: usize = text
            .lines()
            .filter(|line| line.contains(" of it"))
            .map(|line| line.trim_start_matches(['>', '|', ' ']).len() + 1)
            .sum();
        assert_eq!(said.replace(',', "").parse::<usize>().expect("a number") + kept, output.len(), "{text}");
        assert!(text.contains("line 0 of it") && text.contains("line 4999 of it"), "{text}");
    }
}

#[test]
fn a_chat_of_thousands_has_its_verdict_and_says_what_is_left_out() {
    let ids: Vec<String> = (0..3_000).map(|at| format!("i-{at:05}")).collect();
    let outputs: Vec<String> = (0..3_000).map(|at| format!("host {at}: no space left on device\n")).collect();
    let rows: Vec<_> = ids.iter().zip(&outputs).map(|(id, output)| (&**id, "Failed", 28, &**output)).collect();
    let text = text(&results(&rows), Format::Chat, &ExportOptions::default());
    for expect in
        ["Failed", "3,000 × exit 28", "3,000 failed instances", "more", "parts do not fit here", "> host 0: no space"]
    {
        assert!(text.contains(expect), "{expect}:\n{text}");
    }
}

#[test]
fn what_a_query_chose_is_told_as_a_part() {
    let inspection = results(&[("i-1", "Failed", 1, "a"), ("i-2", "Success", 0, "b"), ("i-3", "Failed", 2, "c")]);
    let options = ExportOptions { query: Some("exit:2".to_owned()), ..ExportOptions::default() };
    let text = text(&inspection, Format::Md, &options);
    assert!(text.contains("1 of 3 instances were chosen by `exit:2`; the verdict is over all."), "{text}");
    assert!(text.contains("`i-3`") && text.contains("2 of 3 instances failed"), "{text}");
}

#[test]
fn equal_outputs_are_one_group_the_most_frequent_first() {
    let inspection = results(&[
        ("web02", "Failed", 1, "disk full"),
        ("db1", "Failed", 127, "not found"),
        ("web01", "Failed", 1, "disk full"),
        ("web03", "Failed", 1, "denied"),
        ("ok", "Success", 0, "fine"),
    ]);
    let text = text(&inspection, Format::Groups, &ExportOptions::default());
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("----")).collect();
    assert_eq!(lines[1..4], ["2 × exit 1", "web[01-02]", "| disk full"], "{text}");
    assert_eq!(lines[4..7], ["1 × exit 1", "web03", "| denied"], "{text}");
    assert!(lines[7].starts_with("1 × exit 127") && !text.contains("fine"), "{text}");
}

#[test]
fn what_the_service_dropped_and_says_is_told_beside_outputs() {
    let case = super::support::cases().into_iter().find(|case| case.name.ends_with("failed_said_and_dropped.json"));
    let inspection = super::support::read(&case.expect("the case").bytes);
    for format in [Format::Text, Format::Chat, Format::Md, Format::Jira, Format::Groups, Format::Junit, Format::Sarif] {
        let text = text(&inspection, format, &ExportOptions::default());
        let has = |said: &str| text.contains(said);
        assert!(has("49,259 bytes were dropped") && has("at least version 2.2.3.309"), "{}:\n{text}", format.as_str());
        assert!(has("frobnication denied by policy"), "{}:\n{text}", format.as_str());
        // What a known code means is no news; and of equal texts only one is a part.
        let repeats = has("is not running on the instance") || has("exit code is not zero");
        assert!(!repeats || format == Format::Junit, "{}:\n{text}", format.as_str());
        assert!(!has("2 × exit 1: ") && !has("printed"), "{}:\n{text}", format.as_str());
    }
}

#[test]
fn what_the_service_says_is_redacted_and_cut() {
    let long = "frobnication denied for hunter2 ".repeat(100);
    let row = serde_json::json!({ "InvokeId": "t-1", "InstanceId": "i-1", "InvocationStatus": "Invalid", "ErrorCode": "Frobnicated", "ErrorInfo": long });
    let document = serde_json::json!({ "Invocation": { "InvocationResults": { "InvocationResult": [row] } } });
    let inspection = super::support::read(document.to_string().as_bytes());
    let redactor = Some(Redactor { hide: &hide, field: &|_, text| hide(text), version: "7" });
    for format in [Format::Text, Format::Chat, Format::Md, Format::Jira, Format::Groups, Format::Sarif] {
        let text = text(&inspection, format, &ExportOptions { redactor, ..ExportOptions::default() });
        assert!(text.contains("frobnication denied") && !text.contains("hunter2"), "{}:\n{text}", format.as_str());
        assert!(text.contains("left out") && text.matches("frobnication").count() < 30, "{}:\n{text}", format.as_str());
    }
}
