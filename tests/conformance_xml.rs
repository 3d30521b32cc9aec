//! What XML 1.0 calls well-formed is read without an error or a warning of the reader; what it refuses is read too, and
//! something is said; no entity is expanded.

#![allow(clippy::too_many_lines, reason = "the tables stand in their tests")]

mod support;

use std::fmt::Write as _;

use support::readers::{is_named, said, value};

#[test]
fn xml_that_is_well_formed() {
    let mut wrong = String::new();
    for text in [
        "<a/>",
        "<a></a>",
        "<a />",
        "<a\n/>",
        "<a></a >",
        "<a\t></a\n>",
        "<?xml version='1.0'?><a/>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<a/>\n",
        "<a>text</a>",
        "<a> </a>",
        "<a>\n</a>",
        "<a>1 > 0</a>",
        "<a>'\"</a>",
        "<a>]]</a>",
        "<a>é状😀</a>",
        "<a>\u{feff}x</a>",
        // Names.
        "<a.b-c_d:e1/>",
        "<_/>",
        "<:a/>",
        "<状/>",
        "<é>1</é>",
        "<A><a/></A>",
        "<Output>1</Output>",
        "<Code><Output/></Code>",
        // References.
        "<a>&lt;&gt;&amp;&quot;&apos;</a>",
        "<a>&#65;&#x42;&#x1F600;&#10;</a>",
        "<a>&#x9;&#xD;</a>",
        "<a>&amp;lt;</a>",
        "<a b='&lt;&#10;'/>",
        // CDATA, comments, instructions.
        "<a><![CDATA[]]></a>",
        "<a><![CDATA[<b>&x;]] ]>]]></a>",
        "<a>1<![CDATA[2]]>3<![CDATA[4]]></a>",
        "<a><!----></a>",
        "<a><!-- <b> & - > --></a>",
        "<!-- c --><a/><!-- d -->",
        "<?p?><a><?p q?></a><?p <a>?>",
        "<a><?p <b> ?>text</a>",
        "<a><!-- -->text<!-- --></a>",
        "<a><b/><!-- c --><b/></a>",
        // Attributes.
        "<a b='1'/>",
        "<a b=\"1\" c='2'>3</a>",
        "<a b = '1'/>",
        "<a b='\"' c=\"'\"/>",
        "<a b='>'/>",
        "<a b='/>'>x</a>",
        "<a\nb='1'\n/>",
        "<a b='1'></a>",
        "<a b=''/>",
        "<Output b='1'>x</Output>",
        "<a xmlns='u:v' xmlns:x='y:z'><x:b x:c='1'/></a>",
        "<x:Output xmlns:x='u'>1</x:Output>",
        "<a xml:lang='en' xsi:nil='true'/>",
        "<InvocationResult id='1'><Output>x</Output></InvocationResult>",
        // Mixed content, and elements in the members of a row.
        "<a>1<b>2</b>3<b/>4</a>",
        "<p>one <b>two</b> <i>three</i></p>",
        "<Output>one <b>two</b> three</Output>",
        "<InvocationResult><Output>one <b>two</b></Output><ExitCode>0</ExitCode></InvocationResult>",
        "<InvocationResult><Output><b>two</b></Output></InvocationResult>",
        "<InvocationResult><ExitCode><b/>0</ExitCode></InvocationResult>",
        "<a><Output/><Output/></a>",
        "<a><a><a/></a></a>",
        "<Output><Output>1</Output></Output>",
        "<InstanceId>1<InstanceId>2</InstanceId></InstanceId>",
        "<InvocationResult>1<Output>2</Output>3</InvocationResult>",
        // The categories of the public suite that the above do not name.
        "<?xml version='1.0' standalone='no'?><a/>",
        "<?xml version = '1.0' encoding = 'utf-8' ?><a/>",
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?><!DOCTYPE a [<!ELEMENT a EMPTY>]><a/>",
        "<a b='&quot;&#39;&amp;&#x3C;'/>",
        "<a b='a\nb\tc'/>",
        "<a b='&#xA;&#13;'/>",
        "<a xml:space='preserve'> x </a>",
        "<a><?target some data?></a>",
        "<a><?x-y.z?></a>",
        "<?a?><!-- b --><?c?><a/><?d?><!-- e --><?f?>",
        "<a><![CDATA[]]]]></a>",
        "<a><![CDATA[]]]]><![CDATA[>]]></a>",
        "<a><![CDATA[&amp;<!-- -->]]></a>",
        "<a>]]&gt;</a>",
        "<a>]</a>",
        "<a>x ] > y</a>",
        "<a><!-- - --></a>",
        "<a><!-- ]]> <![CDATA[ --></a>",
        "<a.b:c-d_e xmlns:a.b='u'/>",
        "<a\u{b7}\u{300}/>",
        "<\u{10000}/>",
        "<ё ж='з'>и</ё>",
        "<a>\u{85}\u{2028}\u{fffd}\u{10ffff}\u{d7ff}\u{e000}</a>",
        "<a>&#xD7FF;&#xE000;&#x10FFFF;&#x20;</a>",
        "<a>&#00000000065;&#x000041;</a>",
        "<a >x</a >",
        "<a\r\n>\r\n</a\r\n>",
        "<a><b></b><b/><b /></a>",
        "<!DOCTYPE a [<!ENTITY % pe \"<!ENTITY e 'x'>\"> %pe;]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY e \"]>\">]><a/>",
        "<!DOCTYPE a [<!ENTITY e ']]>'><!ENTITY f \"'\">]><a/>",
        "<!DOCTYPE a [<!NOTATION n SYSTEM 'x'><!ENTITY e SYSTEM 'y' NDATA n>]><a/>",
        "<!DOCTYPE a [<!ATTLIST a b (c|d) 'c' e NMTOKENS #REQUIRED f CDATA #FIXED 'g>h'>]><a b='d' e='1 2'/>",
        "<!DOCTYPE a [<!ELEMENT a (b|c)*><!ELEMENT b ANY><!-- <!ELEMENT --><?x ]>?>]><a><b/></a>",
        "<!DOCTYPE a PUBLIC '-//A//B' 'c.dtd' [ <!ELEMENT a ANY> ] ><a/>",
        "<!DOCTYPE a:b SYSTEM \"it's\"><a:b xmlns:a='u'/>",
        "<!DOCTYPE\na\n[\n]\n>\n<a/>\n",
        "<!DOCTYPE a [<!-- it's \" -->]><!-- x --><a/>",
        // Document types: nothing is taken from them.
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a SYSTEM 'a.dtd'><a/>",
        "<!DOCTYPE a PUBLIC \"-//X\" \"u\"><a/>",
        "<!DOCTYPE a [<!ELEMENT a (#PCDATA)>]><a/>",
        "<!DOCTYPE a [<!ENTITY e 'v'>]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY e '<b/>'>]><a>&e;x&e;</a>",
        "<!DOCTYPE a [<!-- ' ]> -->]><a/>",
        "<!DOCTYPE a [<?p ' ]> ?>]><a/>",
        "<!DOCTYPE a [<!ATTLIST a b CDATA #IMPLIED>]>\n<a b='1'>2</a>",
        "<!DOCTYPE a SYSTEM \"x>y\"><a/>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'x'> %p;]><a/>",
    ] {
        let noted = said(text.as_bytes());
        if noted.iter().any(|(severity, _)| severity != "note") {
            let _ = writeln!(wrong, "{text}: {noted:?}");
        }
    }
    let deep = "<a>".repeat(100_000) + &"</a>".repeat(100_000);
    assert!(said(deep.as_bytes()).is_empty());
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn xml_that_is_not() {
    let mut wrong = String::new();
    for text in [
        "<a>",
        "<a><b></a>",
        "<a></b>",
        "<a></A>",
        "<a/><b/>",
        "<a/>x",
        "x<a/>",
        "<a",
        "<a b",
        "<a b=",
        "<a b='",
        "<a b='1",
        "<a b='1'",
        "<a></a",
        "<a></",
        "<a b=1/>",
        "<a b/>",
        "<a b='1' b='2'/>",
        "<a b='1'c='2'/>",
        "<a b='<'/>",
        "<a 'b'/>",
        "<a>&</a>",
        "<a>&x;</a>",
        "<a>&#0;</a>",
        "<a>&#xD800;</a>",
        "<a>&amp</a>",
        "<a>&#65</a>",
        "<a>1 < 2</a>",
        "<a><</a>",
        "<a><1/></a>",
        "<a><!-- </a>",
        "<a><![CDATA[</a>",
        "<a><?p</a>",
        "</a>x<b/>",
        "<a></a></a>",
        "<InvocationResult><Output>x</InvocationResult>",
        "<a><b>1</c></a>",
        "<a>< Output>1</Output></a>",
        "<Output>1</ Output>",
        "＜a＞1＜/a＞",
        "<a>]]></a>",
        "<a>\u{1}</a>",
        "<a>\u{b}x\u{1f}</a>",
        "<a><!-- -- --></a>",
        "<a+/>",
        "<a><b$c/></a>",
        "<a><2/></a>",
        "<a b='1",
        "<a b=\"1'/>",
        "<a><b></a></b>",
        "<a></a><a></a>",
        "<a/>&amp;",
        "<a/><![CDATA[x]]>",
        "<a/>&#32;",
        "<a>&#x;</a>",
        "<a>&#;</a>",
        "<a>&#xFFFFFFFF;</a>",
        "<a>& amp;</a>",
        "<a>&amp ;</a>",
        "<a>&#65 ;</a>",
        "<a>&#x110000;</a>",
        "<a>&a b;</a>",
        "<a",
        "<a></a",
        "<a b = ></a>",
        "<a b c='1'/>",
        "<a =''/>",
        "<a b='1'x/>",
        "<a / >",
        "<a/ >",
        "<!DOCTYPE a [<!ENTITY e 'x'>",
        "<!DOCTYPE",
        "<a>1</a><!DOCTYPE",
    ] {
        if said(text.as_bytes()).is_empty() && !is_named(text.as_bytes()) {
            let _ = writeln!(wrong, "{text}");
        }
    }
    assert!(wrong.is_empty(), "nothing is said of\n{wrong}");
}

#[test]
fn xml_in_every_encoding_that_it_must_know() {
    let text = "<?xml version='1.0' encoding='UTF-16'?>\n<a b='é'>状😀</a>\n";
    let units = |order: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
        format!("{mark}{text}").encode_utf16().flat_map(order).collect()
    };
    for bytes in [
        units(u16::to_le_bytes, "\u{feff}"),
        units(u16::to_be_bytes, "\u{feff}"),
        units(u16::to_le_bytes, ""),
        units(u16::to_be_bytes, ""),
        format!("\u{feff}{text}").into_bytes(),
    ] {
        let noted = said(&bytes);
        assert!(noted.iter().all(|(severity, _)| severity == "note"), "{noted:?}");
        assert_eq!(value(&bytes)["a"], "状😀");
    }
}

#[test]
fn no_entity_is_expanded() {
    let bomb: String =
        (1..50).map(|at| format!("<!ENTITY e{at} '&e{};&e{};'>", at - 1, at - 1)).collect::<Vec<_>>().concat();
    let text = format!(
        "<!DOCTYPE a [<!ENTITY e0 'x'>{bomb}<!ENTITY f SYSTEM 'file:///etc/passwd'>]>\
         <InvocationResult><InstanceId>i-1</InstanceId><Output>&e49;&f;</Output></InvocationResult>"
    );
    let report = support::report(&support::read(text.as_bytes()));
    let output = &report["invocations"][0]["instances"][0]["records"][0]["output"];
    assert_eq!(output["text"], "&e49;&f;");
    let codes: Vec<String> = said(text.as_bytes()).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, ["xml/doctype", "xml/declared-entity"]);
}
