// @ts-check
// Strings that break things, by what they try: each is put into every field of a response.

const many = (/** @type {string} */ text, /** @type {number} */ n) => text.repeat(n);

/** @type {Record<string, string[]>} */
export const NAUGHTY = {
  markup: [
    "<script>throw 1</script>",
    "</script><script>throw 1</script>",
    "<img src=x onerror=throw+1>",
    "<svg onload=throw+1>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "\"><b id=injected>bold</b>",
    "'><b id=injected>bold</b>",
    "<!-- ",
    "--> <b>",
    "<![CDATA[x]]>",
    "]]>",
    "</textarea><b id=injected>",
    "</title><b id=injected>",
    "<style>*{display:none}</style>",
    "<a href=javascript:throw+1>press</a>",
    "<base href=//elsewhere.example>",
    "<meta http-equiv=refresh content=0;url=//elsewhere.example>",
    "<template shadowrootmode=open><slot></slot></template>",
    "<math><mtext></mtext></math>",
    "&lt;b&gt;&amp;&quot;&#x3c;&#60;&nbsp;&notanentity;",
    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]>&a;",
  ],
  templates: ["{{7*7}}", "${7*7}", "{n}", "{n|one|many}", "{0}", "%s %d %n", "%%", "$&", "$1", "$`", "\\1", "<%= 7 %>", "#{7}", "lit$123$", "<!--?lit$-->", "{message} {help}"],
  code: ["`", "``", "```", "`a", "a`b`c`", "` -x `", "`aliyun ecs RunCommand --CommandContent x`", many("`", 999), "**bold** *word* [text](javascript:1)", "> note", "# heading", "| a | b |"],
  commands: ["; rm -rf /", "$(touch x)", "`touch x`", "| sh", "&& reboot", "' OR 1=1 --", "\"; DROP TABLE x; --", "-rf", "--help", "\n#!/bin/sh", "%0a%0d", "'\\''"],
  names: ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "then", "length", "name", "undefined", "null", "NaN", "Infinity", "true", "[object Object]", "0", "-0", "00", "1e999", "0x10", "1_000", "１２３"],
  addresses: ["javascript:throw 1", "data:text/html,<script>throw 1</script>", "//elsewhere.example", "https://user@elsewhere.example/", "file:///etc/hosts", "\\\\server\\share", "../../../x", "#sample=x", "?shared", "blob:x"],
  directions: ["\u202etxt.exe", "\u202dleft", "\u2066isolated", "\u2069", "\u200fright", "مرحبا abc 123", "שלום (abc)", "abc\u202e\u202e\u202e", "\u061c"],
  invisible: ["\u200b", "\u200d\u200d", "\ufeff", "\u00a0\u00a0", "\u2028line", "\u2029paragraph", "\u0085", "\u00ad", "\u3164", "\u{e0041}\u{e0042}", " ", "\t\t", "\u180e"],
  controls: ["\u0000", "a\u0000b", "\u0007", "\u001b[31mred", "\u001b]0;title\u0007", "\u001b[2J", "\b\b\b", "\r", "\r\n", "\n\n\n", "\u007f", "\u009b31m", "\u001b[1000000C"],
  wide: ["状态：失败", "命令执行完毕，退出码为 127。", "ﷺﷺﷺ", "𝕏𝕏𝕏", "👩‍👩‍👧‍👦👍🏿🏳️‍🌈", `Z${many("\u0351\u0489", 200)}`, "\ud800", "\udfff\ud800", "\ufffe\uffff", "\ufffd", "İıſß", "ﬁﬂ", "ა", "ᚠᛇᚻ", "𐍈"],
  long: [many("w", 300), many("W", 3000), many("状", 300), `${many("a", 100)} ${many("b", 100)}`, many("-", 300), many("/", 300), many("1", 400), many("i-", 300), many("👍🏿", 100), many("a\u0301", 300), many("&amp;", 100), many("\u00a0", 300), many("(((", 100)],
};

export const ALL = Object.values(NAUGHTY).flat();

/** Members of a row or a run that take a text of any kind. */
export const FIELDS = ["InvokeId", "InstanceId", "InvocationStatus", "InvokeRecordStatus", "ErrorCode", "ErrorInfo", "StartTime", "FinishedTime", "StopTime", "ExitCode", "Repeats", "Dropped", "Username", "OssOutputStatus", "OssOutputErrorCode", "Output"];
export const RUN_FIELDS = ["InvokeId", "CommandName", "CommandId", "CommandType", "CommandContent", "CommandDescription", "Parameters", "Frequency", "RepeatMode", "InvocationStatus", "InvokeStatus", "Timed", "WorkingDir", "Username", "Tags"];
