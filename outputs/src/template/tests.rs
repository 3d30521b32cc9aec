//! What is a hole, and what is part of the template.

use super::*;

fn read(text: &str) -> (Vec<u8>, Vec<String>) {
    let mut template = Template::default();
    template.read(text.as_bytes(), &Own::new("i-bp1bq5g3dxxo1x4o0wr6"));
    let value = |hole: &Hole| String::from_utf8_lossy(hole.value(text.as_bytes())).into_owned();
    let values = template.holes.iter().map(|hole| format!("{}:{}", hole.kind.id(), value(hole))).collect();
    (template.skeleton, values)
}

#[test]
fn holes_are_what_a_reader_takes_for_one_thing() {
    let holes = |text: &str| read(text).1.join(" ");
    assert_eq!(
        holes("Killed process 11559 (java) total-vm:4153879kB, 6.4 MB/s 8G"),
        "n:11559 n:4153879kB n:6.4 MB/s n:8G"
    );
    assert_eq!(
        holes("web-015.prod.internal: up, ip-10-0-167-206, vda1"),
        "name:web-015.prod.internal name:ip-10-0-167-206 name:vda1"
    );
    assert_eq!(
        holes("app 3.2.1 v3.3.0-rc1 nginx-1.20.1-9.el8.x86_64 0x80070005"),
        "version:3.2.1 version:v3.3.0-rc1 version:nginx-1.20.1-9.el8.x86_64 version:0x80070005"
    );
    assert_eq!(holes("磁盘使用率45%，12,345 K 3.5"), "n:45 n:12,345 n:3.5");
    assert_eq!(
        holes("08:12:51 pid 7 on i-bp1bq5g3dxxo1x4o0wr6 from 10.0.0.1:22"),
        "time:08:12:51 pid:7 instance:i-bp1bq5g3dxxo1x4o0wr6 ip:10.0.0.1 port:22"
    );
}

#[test]
fn templates_differ_in_words_alone() {
    let same = |a: &str, b: &str| assert_eq!(read(a).0, read(b).0, "{a:?} {b:?}");
    same("/dev/vda1   40G   8G  20% /\n", "/dev/vda1  200G 120G  9% /");
    same("  812 java\n 4711 java", "1 java\n22222 java \r\n\n");
    same("Name  \n====  \nx", "Name\n==========\nx");
    same("\r  0% [     ] 6 MB/s\r100% [#####] 812 kB/s\nok 5", "\r100% [########] 6.4 MB/s\nok 7");
    same("pod web-7d9c5b8f6-x2k9p ready", "pod web-66b4f9d7c-q8z1m ready");
    same("下载 ███░ 5", "下载 ██████░░ 7");
    let apart = |a: &str, b: &str| assert_ne!(read(a).0, read(b).0, "{a:?} {b:?}");
    apart("3 files", "3 file");
    apart("web-1 up", "db-1 up");
    apart("1 ok", "1 OK");
    apart("utf8mb4", "utf8ab4");
    apart("ERROR 1\rdone", "done");
    apart("a\nb", "a b");
    apart("磁盘 1 满", "磁盘 1 空");
    apart("  a: 1", "a: 1");
}

#[test]
fn holes_are_written_for_people() {
    assert_eq!(shown(Kind::Name, b"web-015.prod2"), "web-‹n›.prod‹n›");
    assert_eq!(shown(Kind::Name, b"web-x2k9p"), "web-‹id›");
    assert_eq!(shown(Kind::Number, b"8G"), "‹n›");
    assert_eq!(shown(Kind::Masked(What::Time), b"08:12"), "‹time›");
}

#[test]
fn lines_are_read_as_if_each_stood_alone() {
    let text = "a 1\n\n  5 x2\r\n\r 1%\r 2%\nweb-1 ] \n- 08:12 |";
    let mut whole = read(text).0;
    whole.push(b'\n');
    let parts: Vec<Vec<u8>> = text.split('\n').map(|line| read(line).0).collect();
    assert_eq!(whole, [parts.join(&b'\n'), vec![b'\n']].concat());
    let left: Vec<String> = lines(b"a\rb\r\n\r 1%\r 2%\nx")
        .map(|line| line.into_iter().map(|part| format!("{part:?}")).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(left, ["0..3", "10..13", "14..15"]);
}

/// The same with every byte looked at, from the first to the last.
fn plainly(text: &[u8], own: &Own) -> Template {
    let mut template = Template::default();
    for range in settled(text) {
        let (base, part) = (range.start, &text[range]);
        let mut masks = Vec::new();
        scan(part, own, |mask| masks.push(mask));
        let mut copied = 0;
        for mask in masks {
            between(&mut template, part, copied..mask.start, base);
            template.hole(base + mask.start, base + mask.end, Kind::Masked(mask.what));
            template.skeleton.push(mask.what.byte());
            copied = mask.end;
        }
        between(&mut template, part, copied..part.len(), base);
    }
    while template.skeleton.pop_if(|last| matches!(last, b' ' | b'\t' | b'\r' | b'\n')).is_some() {}
    template
}

fn between(template: &mut Template, part: &[u8], range: Range<usize>, base: usize) {
    let (mut at, to) = (range.start, range.end);
    while at < to {
        let byte = part[at];
        let mut end = at + 1;
        if byte.is_ascii_alphanumeric() {
            let joined = |at: usize| at + 1 < to && joins(part[at - 1], part[at], part[at + 1]);
            while end < to && (part[end].is_ascii_alphanumeric() || joined(end)) {
                end += 1;
            }
            if part[at..end].iter().any(u8::is_ascii_digit) {
                end = template.word(part, at..end, to, base);
            } else {
                template.skeleton.extend_from_slice(&part[at..end]);
            }
        } else {
            end = run(part, at, to);
            template.repeated(part, at..end);
        }
        at = end;
    }
}

#[track_caller]
fn same_as_plainly(text: &[u8], own: &Own) {
    let (mut template, expected) = (Template::default(), plainly(text, own));
    template.read(text, own);
    let text = String::from_utf8_lossy(text);
    assert_eq!((template.skeleton, template.holes), (expected.skeleton, expected.holes), "{text:?}");
}

#[test]
fn templates_are_those_of_every_byte_looked_at() {
    let pieces: Vec<&str> = "web-015.prod|v3.3.0-rc1|8G|6.4 MB/s|1,024|1,|0x80070005|x2k9p|word|磁盘|，|███|█|░░|===|==|...|-|.|,|:|[|]| | |  |\t|\r|\n|\r\n|\n\n\n\n|08:12|2026-11-21|10.0.0.1|5|100%|~|+|_|a stretch of plain words|é|{|}"
        .split('|')
        .chain(["|", "| "])
        .collect();
    let mut state: u64 = 9;
    for round in 0..100_000 {
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let text: String = (0..next(16)).map(|_| pieces[next(pieces.len())]).collect();
        same_as_plainly(text.as_bytes(), &if round % 2 == 0 { Own::default() } else { Own::new("web-015.prod") });
    }
}

#[test]
fn templates_of_outputs_are_those_of_every_byte_looked_at() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let files = std::fs::read_dir(corpus).expect("the corpus").map(|file| file.expect("a file").path());
    let texts: Vec<Vec<u8>> = files.map(|path| std::fs::read(path).expect("can be read")).collect();
    assert!(texts.len() > 60);
    for text in texts.iter().map(Vec::as_slice).chain([&include_bytes!("../../tests/alike.txt")[..]]) {
        if std::str::from_utf8(text).is_ok() {
            same_as_plainly(text, &Own::default());
        }
    }
}
