//! What is masked, what is not, and the laws of the masked form.

use super::*;

fn own() -> Own {
    Own::new("i-bp1bq5g3dxxo1x4o0wr6")
}

#[track_caller]
fn becomes(text: &str, expected: &str) {
    assert_eq!(shown(text, &own()), expected, "{text}");
}

#[test]
fn times_and_dates() {
    becomes("2026-11-21 08:12:51.123 +0800 x", "<date> <time> x");
    becomes("2026-11-21T08:12:51Z 2026-11-21T08:12Z,", "<date>T<time> <date>T<time>,");
    becomes("2026/11/21 08:12:51,123 INFO", "<date> <time> INFO");
    becomes("Nov 21 08:12:51 host; Nov  1 23:59:60", "<date> <time> host; <date> <time>");
    becomes("Sat, 21 Nov 2026 08:12:51 GMT", "<date> <time> GMT");
    becomes("Sat Nov 21 08:12:51 CST 2026", "<date> <time> CST 2026");
    becomes("[21/Nov/2026:08:12:51 +0800]", "[<date>:<time>]");
    becomes("11/21/2026 8:12:51 AM", "<date> <time>");
    becomes("November 21, 2026", "<date>");
    becomes("2026年11月21日 星期六 08:12:51", "<date> <time>");
    becomes("2026年 11月 21日，08:12", "<date>，<time>");
    becomes("[   12.345678] usb", "[<time>] usb");
    becomes("log-2026-11-21.gz", "log-<date>.gz");
    becomes("1763712000", "<time>");
    becomes("1763712000123 @1763712000 1763712000.250", "<time> @<time> <time>");
    becomes("{\"timestamp\": 1763712000, \"created_at\":1763712000}", "{\"timestamp\": <time>, \"created_at\":<time>}");
}

#[test]
fn durations() {
    becomes("1.23s 12 ms 5sec 3 days, 0.5µs", "<duration> <duration> <duration> <duration>, <duration>");
    becomes("real\t0m0.003s", "real\t<duration>");
    becomes("AGE 5d3h 2h15m", "AGE <duration> <duration>");
    becomes("耗时 12 秒，5分钟", "耗时 <duration>，<duration>");
    becomes(" 08:12:51 up 3 days,  2:04,  1 user", " <time> up <duration>,  1 user");
    becomes("up 45 min, up 2 weeks, 1 day, 3 hours", "up <duration>, up <duration>");
}

#[test]
fn addresses_and_ids() {
    becomes(
        "sshd[812]: worker[4711] [4711] pid 12, PID=7 \"pid\":99",
        "sshd[<pid>]: worker[<pid>] [<pid>] pid <pid>, PID=<pid> \"pid\":<pid>",
    );
    becomes("10.0.0.1:8080 10.0.0.1/24 from 10.0.0.1 port 22 ssh", "<ip>:<port> <ip>/24 from <ip> port <port> ssh");
    becomes("fe80::1%eth0 [2001:db8::7]:443 ::1 1:2:3:4:5:6:7:8.", "<ip>%eth0 [<ip>]:<port> <ip> <ip>.");
    becomes("::ffff:10.0.0.1 dead:beef::5:", "<ip> <ip>:");
    becomes("00:16:3e:0a:1b:2c aa-bb-cc-dd-ee-ff", "<mac> <mac>");
    becomes("123e4567-e89b-12d3-a456-426614174000", "<uuid>");
    becomes("3f2a9c81d0e4 sha256:deadbeef01 0x7ffd12345678", "<hex> sha256:<hex> <hex>");
    becomes("i-bp1bq5g3dxxo1x4o0wr6: iZbp1bq5g3dxxo1x4o0wr6Z IZBP1BQ5G3DXXOZ", "<instance>: <host> <host>");
}

#[test]
fn plain_text_stays() {
    for text in [
        "12345 1610612736 bytes 3.14 100% 1.2.3 v1.2.3.4 4.18.0.305 10.0.17763.1",
        "error 0x80070005 [404] [12/50] a[10] CPU[0] exit code 137",
        "512m 100m 5G 2048kB 3x",
        "deadbeef abcdefab 12345678",
        "std::string a::b x:y 16:9 3:4 25:61 1:2:3",
        "i-bp1other00000000000 iZother00000000Z i-bp1bq5g3dxxo1x4o0wr67",
        "Mar up pid may 10 Sat",
        "up the hill",
        "2026 2026-13-40",
        "1e10",
        "size 1763712000",
        "13812345678",
        "00:16:3e:0a:1b:2c:ff",
        "",
    ] {
        becomes(text, text);
    }
}

#[test]
fn short_ids_are_not_masked() {
    for id in ["", "1", "12345", "web"] {
        assert_eq!(shown("web 1 12345", &Own::new(id)), "web 1 12345");
    }
    assert_eq!(shown("web-01 web-012 WEB-01", &Own::new("web-01")), "<instance> web-012 <instance>");
}

fn keyed(text: &[u8]) -> Vec<u8> {
    let mut written = b"before \n".to_vec();
    key(text, &own(), &mut written);
    written.split_off(8)
}

#[test]
fn keys_ignore_trailing_blanks_and_line_ends() {
    assert_eq!(keyed(b"a  \r\nb\t\n\n \r\n"), b"a\nb");
    assert_eq!(keyed(b"a\rb\n\n c"), b"a\rb\n\n c");
    assert_eq!(keyed(b" \r\n\n"), b"");
    assert_eq!(keyed(b"08:12  \nx"), [What::Time.byte(), b'\n', b'x']);
    assert_ne!(keyed(b"<time>"), keyed(b"08:12"));
    assert_eq!(ALL.map(|what| masked(what.byte())), ALL.map(Some));
    assert_eq!((masked(b'a'), masked(0xF4)), (None, None));
}

/// Pieces that meet in every order.
const PIECES: &[&str] = &[
    "08:12",
    "8:12:51",
    "2026-11-21",
    "Nov 21",
    "Sat,",
    "T",
    "Z",
    "+0800",
    "1.5",
    "s",
    " ms",
    "up 3 days",
    "pid",
    "=",
    "[",
    "]",
    "10.0.0.1",
    ":",
    "::1",
    "fe80::",
    "22",
    " port ",
    "00:16:3e:0a:1b:2c",
    "-",
    "123e4567-e89b-12d3-a456-426614174000",
    "deadbeef01",
    "0x",
    "1763712000",
    "1763712000123",
    ".",
    ",",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    "/",
    "a",
    "年",
    "11月21日",
    "2026",
    "i-bp1bq5g3dxxo1x4o0wr6",
    "iZbp1bq5g3dxxo1x4o0wr6Z",
    "_",
    "@",
    "\"",
    "time",
    "5d3h",
    "Nov",
    "21",
    "PM",
    "\u{85}",
    "é",
    "<time>",
];

fn scrambled(state: &mut u64) -> String {
    let mut next = |below: usize| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) as usize % below
    };
    (0..=next(9)).map(|_| PIECES[next(PIECES.len())]).collect()
}

#[test]
fn masks_lie_in_order_and_a_key_is_its_own_key() {
    let mut state = 7;
    for _ in 0..200_000 {
        let text = scrambled(&mut state);
        let mut last = 0;
        scan(text.as_bytes(), &own(), |mask| {
            assert!(last <= mask.start && mask.start < mask.end && mask.end <= text.len(), "{text:?}");
            assert!(text.is_char_boundary(mask.start) && text.is_char_boundary(mask.end), "{text:?}");
            last = mask.end;
        });
        let once = keyed(text.as_bytes());
        assert_eq!(keyed(&once), once, "{text:?}");
    }
}

#[test]
fn lines_are_masked_as_if_each_stood_alone() {
    let mut state = 11;
    for _ in 0..100_000 {
        let text = scrambled(&mut state);
        let mut whole = keyed(text.as_bytes());
        let mut lines: Vec<Vec<u8>> = text.split('\n').map(|line| keyed(line.as_bytes())).collect();
        while lines.last().is_some_and(Vec::is_empty) {
            lines.pop();
        }
        whole.truncate(whole.len());
        assert_eq!(whole, lines.join(&b'\n'), "{text:?}");
    }
}

/// The same with every place of a text looked at, and no number passed over.
fn plainly(text: &[u8], own: &Own) -> Vec<Mask> {
    let mut masks = Vec::new();
    let mut reader = Reader { text, edge: 0, found: |mask| masks.push(mask) };
    let mut place = 0;
    while place < text.len() {
        let (start, mut seen) = (place, 0);
        while text.get(place).is_some_and(u8::is_ascii_alphanumeric) {
            seen |= CLASS[usize::from(text[place])];
            place += 1;
        }
        let found = if seen != 0 {
            let name = own.at(&text[start..]);
            if name.is_none() && seen == DIGIT && reader.plain(place, place - start) {
                assert_eq!((reader.date(start, place), reader.time(start), reader.mac(start)), (None, None, None));
                assert_eq!((reader.address(start, place), reader.epoch(start, place)), (None, None));
                assert_eq!((reader.duration(start), reader.hex(start, place, seen)), (None, None));
            }
            name.map(|(length, what)| reader.mask(start, start + length, what))
                .or_else(|| reader.run(start, place, seen))
        } else if matches!(text[start], b'[' | b':') {
            reader.sign(start)
        } else {
            None
        };
        place = found.unwrap_or(place.max(start + 1));
    }
    masks
}

#[test]
fn masks_are_those_of_every_place_looked_at() {
    let mut state = 3;
    let words =
        ["a stretch of plain words behind which ", "deadbeef-e89b-12d3-a456-426614174000", "ab:cd:ef:ab:cd:ef", "add:"];
    for round in 0..200_000 {
        let text = words[round % 4].to_owned() + &scrambled(&mut state) + &scrambled(&mut state);
        let own = [own(), Own::default(), Own::new("web-01"), Own::new("7x21")][round % 16 / 4].clone();
        let mut masks = Vec::new();
        scan(text.as_bytes(), &own, |mask| masks.push(mask));
        assert_eq!(masks, plainly(text.as_bytes(), &own), "{text:?}");
    }
}
