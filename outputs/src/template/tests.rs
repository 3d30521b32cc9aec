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
