//! Base64 or text, each field alone in its document and beside others: words, tokens and numbers as they stand, and what
//! machines print in Base64, in each character set. The counts are printed and held to one in a thousand.

mod support;

use std::collections::BTreeSet;

use base64_simd::STANDARD;
use invocation_inspector::charset::Charsets;
use invocation_inspector::output::{Around, Content, Encoding};
use invocation_inspector::{Options, inspect};
use serde_json::json;

/// Numbers that look like chance and are the same each time (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn of<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn letters(&mut self, from: &str, len: usize) -> String {
        (0..len).map(|_| char::from(self.of(from.as_bytes()))).collect()
    }
}

const SMALL: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
const MIXED: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Words of English (Webster's Second, of 1934) and of this trade, as they are written and in small letters.
fn words() -> Vec<String> {
    let all = [include_str!("support/words.txt"), WORDS].into_iter().flat_map(str::split_whitespace);
    let spellings = |word: &str| [word.to_owned(), word.to_lowercase()];
    all.flat_map(spellings).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Names of devices, tools, services and hosts, and what commands answer with one word.
const WORDS: &str = "eggs ext4 ext3 xfs btrfs vfat swap eth0 eth1 ens3 ens33 eno1 lo0 bond0 docker0 veth0a1b sda sda1 sdb2 vda vda1
    vdb nvme0n1 nvme0n1p1 loop0 tty1 ttyS0 root admin user test guest nobody daemon nginx httpd mysqld redis kubelet etcd java node python3
    bash zsh dash sshd crond systemd init true false yes no ok OK Ok done DONE Done pass PASS fail FAIL FAILED success SUCCESS Success error ERROR
    Error active inactive enabled disabled running stopped masked dead failed exited loaded started healthy unhealthy ready Ready NotReady Pending
    Running Linux linux Ubuntu CentOS Debian Alinux Windows amd64 x86_64 arm64 aarch64 i686 web01 web02 db01 app1 prod dev staging node1 master
    worker01 host42 i686 vm12 cn east west hangzhou beijing shanghai shenzhen master slave primary replica leader follower main null none None NULL
    nil NaN undefined empty EMPTY zero one two three four five six seven eight nine ten alpha beta gamma delta up down UP DOWN on off ON OFF
    tcp udp http https ssh ftp icmp tcp6 deadbeef cafebabe c0ffee abcd1234 abcdabcd 1234abcd password secret changeme qwerty letmein hello Hello
    HELLO world World foo bar baz qux foobar FooBar fooBarBaz helloworld HelloWorld disk film find bind mind kind able bake cake fine file dial
    easy else each echo exec exit even ever book boot back dark data date days deep disk docs dump edit feed fail fall farm fast fear feel";

/// Plain fields of one kind each, in the alphabet of Base64 for the most part.
fn plain(chance: &mut Chance, words: &[String]) -> String {
    let word = |chance: &mut Chance| words[chance.below(words.len())].clone();
    match chance.below(14) {
        0..=4 => word(chance),
        5 => format!("{}{}", word(chance), chance.below(100)),
        6 => chance.below(10_usize.pow(1 + chance.0 as u32 % 9)).to_string(),
        7 => {
            let len = 4 * (1 + chance.below(10));
            chance.letters(MIXED, len)
        }
        8 => {
            let len = chance.of(&[8, 12, 16, 20, 24, 32, 40]);
            chance.letters(SMALL, len)
        }
        9 => {
            let len = chance.of(&[4, 8, 12, 16, 32, 40, 64]);
            chance.letters("0123456789abcdef", len)
        }
        10 => format!("/{}/{}", word(chance), word(chance)),
        11 => format!("{}\n", chance.below(100_000)),
        12 => format!("{}\n", word(chance)),
        _ => {
            let (one, two) = (word(chance), word(chance));
            format!("{one}{}{}", two[..1].to_uppercase(), &two[1..])
        }
    }
}

const WESTERN: &[&str] = &[
    "Error",
    "OK",
    "ok",
    "done",
    "Success",
    "Access is denied.",
    "The system cannot find the file specified.",
    "Running",
    "Stopped",
    "True",
    "False",
    "1",
    "0",
    "42",
    "10.0.17763",
    "C:\\Windows\\system32",
    "SERVICE_RUNNING",
    "WIN-8F3K2",
    "Administrator",
    "Ready",
    "yes",
    "hello",
    "File not found",
    "PSVersion 5.1",
    "Get-Service : Cannot find any service",
    "v1.2.3",
    "2026-11-28 08:00:00",
    "Exit code 1",
    "100%",
    "café",
    "Größe",
    "naïve",
    "Zugriff verweigert",
    "no such file or directory",
    "Permission denied",
    "active",
    "eth0",
    "root",
    "i-bp1",
    "15:30:01",
];

const CHINESE: &[&str] = &[
    "成功",
    "失败",
    "错误",
    "完成",
    "命令执行成功",
    "命令成功完成。",
    "系统找不到指定的文件。",
    "拒绝访问。",
    "服务已启动",
    "服务器",
    "正在运行",
    "已停止",
    "参数错误",
    "找不到网络路径",
    "磁盘空间不足",
    "请稍候",
    "重启完成",
    "部署成功",
    "备份完成",
    "连接超时",
    "用户名或密码不正确",
    "无法连接到服务器",
    "数据库",
    "测试",
    "你好",
    "文件不存在",
    "权限不够",
    "操作成功",
    "执行失败",
    "版本",
    "已安装",
    "启动失败",
    "卷的序列号是",
    "可用字节",
    "未启用",
    "更新成功",
    "检查通过",
    "状态正常",
    "任务结束",
    "警告",
    "内存不足",
    "端口已被占用",
];

/// What a machine prints, in some character set.
fn printed(chance: &mut Chance, words: &[String], kind: usize) -> Vec<u8> {
    let word = |chance: &mut Chance| words[chance.below(words.len())].clone();
    let text = match chance.below(8) {
        0 => chance.of(WESTERN).to_owned(),
        1 if kind > 0 => chance.of(WESTERN).to_owned(),
        1 => format!("{} {}", word(chance), word(chance)),
        2 | 3 => chance.of(CHINESE).to_owned(),
        4 => format!("{}{}", chance.of(CHINESE), chance.of(CHINESE)),
        5 => format!("{}: {}", chance.of(CHINESE), chance.below(1_000)),
        6 => format!("{}-{}", word(chance), chance.below(100)),
        _ => format!("{}.{}.{}.{}", chance.below(256), chance.below(256), chance.below(256), chance.below(256)),
    };
    let text = text + chance.of(&["", "\n", "\r\n", "\r\n"]);
    match kind {
        0 => text.into_bytes(),
        1 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        2 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => encoding_rs::GBK.encode(&text).0.into_owned(),
    }
}

fn alone(field: &str) -> Content {
    Content::read(field.as_bytes(), Around::default())
}

/// At most one in a thousand.
#[track_caller]
fn check(what: &str, wrong: &[String], all: usize) {
    println!("{what}: {} of {all} wrong: {:?}", wrong.len(), wrong.iter().take(40).collect::<Vec<_>>());
    assert!(wrong.len() * 1_000 <= all, "{what}: {} of {all} are read the wrong way: {wrong:?}", wrong.len());
}

#[test]
fn words_and_tokens_are_not_decoded() {
    let (words, mut chance) = (words(), Chance(17));
    assert!(words.len() > 4_000, "{} words", words.len());
    let is_wrong = |field: &String| alone(field).encoding == Encoding::Base64;
    let wrong: Vec<String> = words.iter().filter(|word| is_wrong(word)).cloned().collect();
    check("words", &wrong, words.len());
    let fields: Vec<String> = (0..20_000).map(|_| plain(&mut chance, &words)).collect();
    let wrong: Vec<String> = fields.iter().filter(|field| is_wrong(field)).cloned().collect();
    check("plain fields of all kinds", &wrong, fields.len());
}

#[test]
fn outputs_in_base64_are_decoded_in_their_character_set() {
    let (words, mut chance) = (words(), Chance(4));
    for (kind, what) in ["UTF-8", "UTF-16LE", "UTF-16BE", "GBK"].into_iter().enumerate() {
        let (mut wrong, mut other) = (Vec::new(), Vec::new());
        for _ in 0..5_000 {
            let bytes = printed(&mut chance, &words, kind);
            let field = STANDARD.encode_to_string(&bytes);
            let content = alone(&field);
            if content.encoding == Encoding::Plain {
                wrong.push(format!("{field} {bytes:02X?}"));
                continue;
            }
            let expected = match kind {
                0 => String::from_utf8_lossy(&bytes).into_owned(),
                1 => encoding_rs::UTF_16LE.decode_without_bom_handling(&bytes).0.into_owned(),
                2 => encoding_rs::UTF_16BE.decode_without_bom_handling(&bytes).0.into_owned(),
                _ => encoding_rs::GBK.decode_without_bom_handling(&bytes).0.into_owned(),
            };
            if content.text(Charsets::default()).as_deref() != Some(&*expected) {
                other.push(format!("{field} {expected}"));
            }
        }
        check(&format!("outputs in {what}"), &wrong, 5_000);
        check(&format!("outputs in {what}, of the wrong character set"), &other, 5_000);
    }
}

fn results(outputs: &[&str], around: &str) -> Vec<serde_json::Value> {
    let rows: Vec<_> = outputs
        .iter()
        .enumerate()
        .map(|(at, output)| json!({"InvokeId": "t-1", "InstanceId": format!("i-{at}"), "InvocationStatus": "Success", "Output": output}))
        .collect();
    let answer = json!({"Invocation": {"InvocationResults": {"InvocationResult": rows}, "TotalCount": outputs.len()}});
    let inspection = inspect(format!("{around}{answer}").into_bytes(), Options::default());
    let report = serde_json::to_value(inspection.report()).expect("JSON");
    let instances = report["invocations"][0]["instances"].as_array().expect("instances").clone();
    instances.into_iter().map(|instance| instance["records"][0]["output"].clone()).collect()
}

#[test]
fn what_may_be_either_is_read_as_the_others_of_its_document_and_keeps_both_readings() {
    let base64 = ["c3RhcnRlZCBuZ2lueAo=", "ZGlzayBpcyA0MCUgZnVsbAo="];
    let plain = ["started nginx\n", "disk is 40% full\n"];
    let command = "$ aliyun ecs DescribeInvocationResults --InvokeId t-1 --ContentEncoding PlainText\n";
    for (field, others, around, encoding, text, other) in [
        ("MTIz", [].as_slice(), "", "base64", "123", Some("MTIz")),
        ("MTIz", base64.as_slice(), "", "base64", "123", None),
        ("MTIz", plain.as_slice(), "", "plain", "MTIz", Some("123")),
        ("MTIz", [].as_slice(), command, "plain", "MTIz", Some("123")),
        ("Only", [].as_slice(), "", "base64", ":yr", Some("Only")),
        ("Only", plain.as_slice(), "", "plain", "Only", Some(":yr")),
        // Where the others are of both kinds, they say nothing.
        ("MTIz", &[base64[0], plain[0]], "", "base64", "123", Some("MTIz")),
        // What is clear is not led astray.
        ("c3RhcnRlZCBuZ2lueAo=", plain.as_slice(), "", "base64", "started nginx\n", None),
        ("two words", base64.as_slice(), "", "plain", "two words", None),
        ("1500\n", [].as_slice(), "", "plain", "1500\n", None),
        ("MTUwMAo=\n", [].as_slice(), "", "plain", "MTUwMAo=\n", Some("1500\n")),
    ] {
        let fields: Vec<&str> = [field].iter().chain(others).copied().collect();
        let output = &results(&fields, around)[0];
        assert_eq!(
            (&output["encoding"], &output["text"]),
            (&json!(encoding), &json!(text)),
            "{field} {others:?} {around}"
        );
        assert_eq!(output["alternative"]["text"].as_str(), other, "{field} {others:?} {around}");
    }
}

#[test]
fn bytes_that_are_no_text_are_told_from_tokens() {
    let mut chance = Chance(5);
    let (mut tokens, mut binary) = (Vec::new(), Vec::new());
    for _ in 0..2_000 {
        let len = 16 + 4 * chance.below(12);
        tokens.push(chance.letters(MIXED, len));
        let len = 150 + chance.below(2_000);
        binary.push(STANDARD.encode_to_string((0..len).map(|_| chance.next() as u8).collect::<Vec<u8>>()));
    }
    let wrong: Vec<String> = tokens.iter().filter(|field| alone(field).encoding == Encoding::Base64).cloned().collect();
    check("tokens", &wrong, tokens.len());
    let wrong: Vec<String> = binary.iter().filter(|field| alone(field).encoding == Encoding::Plain).cloned().collect();
    check("binary", &wrong, binary.len());
    // What is known begins with what tells it.
    for bytes in [
        b"\x1F\x8B\x08\0\0\0\0\0\0\x03\xCB\x48\xCD\xC9\xC9\x07\0\x86".as_slice(),
        b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0",
    ] {
        let content = alone(&STANDARD.encode_to_string(bytes));
        assert_eq!((content.encoding, content.charset), (Encoding::Base64, None), "{bytes:02X?}");
    }
}

const BLANK_JSON: &str = r#"{"Invocations":{"Invocation":[{"InvokeId":"~t-1~","Timed":~true~ ,"InvokeStatus"~:~"~Running~"~,~"Frequency":"~0 0 * * * ?~",
    "InvokeInstances":{"InvokeInstance":[~{"InstanceId":"~i-1~","InstanceInvokeStatus":"~Finished~","InvocationStatus":"~Success~"~,"Repeats":~3~,
    "StartTime":"~2020-05-11T09:01:41Z~","FinishTime":null~,"Dropped":~0~,"ExitCode":~0~}~]}}~]}}"#;

const BLANK_XML: &str = "<DescribeInvocationsResponse>~<Invocations><Invocation><InvokeId>~t-1~</InvokeId>~<Timed>~true~</Timed>
    <InvokeStatus>~Running~</InvokeStatus><Frequency>~0 0 * * * ?~</Frequency><InvokeInstances><InvokeInstance>~<InstanceId>~i-1~</InstanceId>
    <InstanceInvokeStatus>~Finished~</InstanceInvokeStatus><InvocationStatus>~Success~</InvocationStatus><Repeats>~3~</Repeats>
    <StartTime>~2020-05-11T09:01:41Z~</StartTime>~<Dropped>~0~</Dropped><ExitCode>~0~</ExitCode></InvokeInstance></InvokeInstances></Invocation>
    </Invocations></DescribeInvocationsResponse>";

#[test]
fn blanks_of_every_script_around_a_value_are_none_of_it() {
    let blanks = [
        '\u{A0}', '\u{3000}', '\u{2028}', '\u{2029}', '\u{FEFF}', '\u{200B}', '\u{200C}', '\u{2060}', '\u{2003}',
        '\u{1680}', '\u{85}',
    ];
    for text in [BLANK_JSON, BLANK_XML] {
        let invocations = |text: &str| {
            let inspection = inspect(text.as_bytes().to_vec(), Options::default());
            serde_json::to_value(inspection.report()).expect("JSON")["invocations"].clone()
        };
        let expected = invocations(&text.replace('~', ""));
        for blank in blanks.map(String::from).into_iter().chain(["\u{A0} \u{200B}\u{3000}".to_owned()]) {
            assert_eq!(invocations(&text.replace('~', &blank)), expected, "{blank:?}");
        }
    }
}

/// Clean cases under a line of Chinese, and as they are where they have Chinese in them, if GBK has every character.
fn chinese() -> Vec<(String, String)> {
    let cases = support::cases().into_iter().filter(|case| case.folder == "clean");
    let texts = cases.filter_map(|case| Some((case.name, String::from_utf8(case.bytes).ok()?)));
    let both = texts.flat_map(|(name, text)| [(name.clone(), format!("查询结果：\n{text}")), (name, text)]);
    both.filter(|(_, text)| !text.is_ascii() && !encoding_rs::GBK.encode(text).2).collect()
}

#[test]
fn a_document_in_gbk_says_what_it_says_in_utf8() {
    let cases = chinese();
    assert!(cases.len() > 100, "{} cases", cases.len());
    for (name, text) in cases {
        let gbk = encoding_rs::GBK.encode(&text).0;
        let (written, read) = (support::report(&support::read(&gbk)), support::report(&support::read(text.as_bytes())));
        assert_eq!(written["invocations"], read["invocations"], "{name}");
        assert_eq!(written["error"]["code"], read["error"]["code"], "{name}");
        let codes = |report: &serde_json::Value| -> Vec<String> {
            let all = report["diagnostics"].as_array().expect("a list").iter();
            all.map(|diagnostic| diagnostic["code"].as_str().expect("a code").to_owned()).collect()
        };
        let mut found = codes(&written);
        found.sort_by_key(|code| code != "source/charset");
        let mut expected = codes(&read);
        expected.insert(0, "source/charset".to_owned());
        assert_eq!(found, expected, "{name}");
    }
}
