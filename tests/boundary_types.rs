//! The types of `src/boundary.d.ts` against the values that cross the boundary: every member, in every case. A member or a
//! type that one side has alone fails, and so does a name that Rust does not know.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use invocation_inspector::redaction;
use invocation_inspector::view::explanation;
use invocation_inspector::view::export::{ExportOptions, Format};
use invocation_inspector::view::link::LinkPlace;
use invocation_inspector::view::page::instances::InstanceQuery;
use invocation_inspector::words::Language;
use invocation_inspector::{Inspection, Options, inspect};
use serde::Serialize;
use serde_json::Value;

const TYPES: &str = include_str!("../src/boundary.d.ts");

/// Those that JavaScript makes, or that hold typed arrays, which the boundary puts together member by member.
const NO_VIEW: [&str; 7] =
    ["InspectOptions", "InstanceQuery", "ExportOptions", "LinkRequest", "RedactionOptions", "Repaired", "Texts"];

/// A type as it is written in TypeScript, as far as the file needs it.
#[derive(Clone, Debug)]
enum Type {
    /// A name with its arguments: `number`, `Page<InvocationRow>`.
    Name(String, Vec<Type>),
    /// `"json"`
    Literal(String),
    List(Box<Type>),
    Object(Vec<(String, Type)>),
    /// `{ [field: string]: unknown }`
    Map,
    Union(Vec<Type>),
    Both(Vec<Type>),
}

/// Parameters, what it extends, and its own shape.
struct Declaration {
    parameters: Vec<String>,
    shape: Type,
}

struct Parser<'a>(std::iter::Peekable<std::slice::Iter<'a, String>>);

impl Parser<'_> {
    fn next(&mut self) -> String {
        self.0.next().expect("more of boundary.d.ts").clone()
    }

    fn eat(&mut self, token: &str) -> bool {
        self.0.next_if(|next| *next == token).is_some()
    }

    #[track_caller]
    fn expect(&mut self, token: &str) {
        let next = self.next();
        assert_eq!(next, token, "in boundary.d.ts");
    }

    fn union(&mut self) -> Type {
        self.eat("|");
        let mut all = vec![self.both()];
        while self.eat("|") {
            all.push(self.both());
        }
        if all.len() == 1 { all.remove(0) } else { Type::Union(all) }
    }

    fn both(&mut self) -> Type {
        let mut all = vec![self.postfix()];
        while self.eat("&") {
            all.push(self.postfix());
        }
        if all.len() == 1 { all.remove(0) } else { Type::Both(all) }
    }

    fn postfix(&mut self) -> Type {
        let mut one = self.primary();
        while self.eat("[") {
            self.expect("]");
            one = Type::List(Box::new(one));
        }
        one
    }

    fn primary(&mut self) -> Type {
        let token = self.next();
        match token.as_str() {
            "(" => {
                let inner = self.union();
                self.expect(")");
                inner
            }
            "{" => self.object(),
            _ if token.starts_with('"') => Type::Literal(token.trim_matches('"').to_owned()),
            _ => Type::Name(token, self.arguments()),
        }
    }

    fn arguments(&mut self) -> Vec<Type> {
        let mut arguments = Vec::new();
        if self.eat("<") {
            loop {
                arguments.push(self.union());
                if !self.eat(",") {
                    break;
                }
            }
            self.expect(">");
        }
        arguments
    }

    /// Behind its opening brace.
    fn object(&mut self) -> Type {
        if self.eat("[") {
            while self.next() != "}" {}
            return Type::Map;
        }
        let mut members = Vec::new();
        while !self.eat("}") {
            let name = self.next();
            self.eat("?");
            self.expect(":");
            members.push((name, self.union()));
            let _ = self.eat(";") || self.eat(",");
        }
        Type::Object(members)
    }

    /// `<T>` or `<Text = string>` of a declaration.
    fn parameters(&mut self) -> Vec<String> {
        let mut names = Vec::new();
        if self.eat("<") {
            names.push(self.next());
            if self.eat("=") {
                self.union();
            }
            self.expect(">");
        }
        names
    }
}

fn tokens(text: &str) -> Vec<String> {
    let mut rest = text.trim_start();
    let mut tokens = Vec::new();
    while let Some(first) = rest.chars().next() {
        let len = if rest.starts_with("/*") {
            rest.find("*/").expect("an end") + 2
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if first == '"' {
            rest[1..].find('"').expect("an end") + 2
        } else if first.is_ascii_alphanumeric() || first == '_' {
            rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        if !rest.starts_with("/*") && !rest.starts_with("//") {
            tokens.push(rest[..len].to_owned());
        }
        rest = rest[len..].trim_start();
    }
    tokens
}

fn declarations() -> BTreeMap<String, Declaration> {
    let tokens = tokens(TYPES);
    let mut parser = Parser(tokens.iter().peekable());
    let mut found = BTreeMap::new();
    while parser.0.peek().is_some() {
        parser.expect("export");
        let kind = parser.next();
        let name = parser.next();
        let parameters = parser.parameters();
        let shape = if kind == "type" {
            parser.expect("=");
            let shape = parser.union();
            parser.expect(";");
            shape
        } else {
            let mut all = Vec::new();
            if parser.eat("extends") {
                all.push(parser.primary());
            }
            parser.expect("{");
            all.push(parser.object());
            Type::Both(all)
        };
        found.insert(name, Declaration { parameters, shape });
    }
    found
}

/// Compares values with types, and keeps which were met.
struct Check {
    types: BTreeMap<String, Declaration>,
    met: BTreeSet<String>,
}

impl Check {
    #[track_caller]
    fn view(&mut self, value: &impl Serialize, wanted: &str) {
        let tokens = tokens(wanted);
        let wanted = Parser(tokens.iter().peekable()).union();
        let value = serde_json::to_value(value).expect("JSON");
        if let Err(fault) = self.fits(&value, &wanted, &BTreeMap::new()) {
            panic!("{wanted:?}: {fault}");
        }
    }

    fn fits(&mut self, value: &Value, wanted: &Type, bound: &BTreeMap<String, Type>) -> Result<(), String> {
        let is = |fits: bool| if fits { Ok(()) } else { Err(format!("expected {wanted:?}, found {value}")) };
        match wanted {
            Type::Literal(text) => is(value == text.as_str()),
            Type::Map => is(value.is_object()),
            Type::List(element) => {
                let list = value.as_array().ok_or_else(|| format!("expected a list, found {value}"))?;
                list.iter().try_for_each(|value| self.fits(value, element, bound))
            }
            Type::Union(all) => {
                let faults: Vec<String> = all.iter().map_while(|one| self.fits(value, one, bound).err()).collect();
                if faults.len() < all.len() { Ok(()) } else { Err(faults.join("\n or ")) }
            }
            Type::Object(_) | Type::Both(_) => {
                let mut members = Vec::new();
                self.members(wanted, bound, &mut members);
                self.object(value, &members)
            }
            Type::Name(name, arguments) => match name.as_str() {
                "string" => is(value.is_string()),
                "number" => is(value.is_number()),
                "boolean" => is(value.is_boolean()),
                "null" => is(value.is_null()),
                "unknown" => Ok(()),
                _ => {
                    if let Some(bound_to) = bound.get(name) {
                        return self.fits(value, bound_to, &BTreeMap::new());
                    }
                    let (shape, inner) = self.resolve(name, arguments, bound);
                    let fits = self.fits(value, &shape, &inner);
                    if fits.is_ok() {
                        self.met.insert(name.clone());
                    }
                    fits.map_err(|fault| format!("{name}: {fault}"))
                }
            },
        }
    }

    fn resolve(
        &self,
        name: &str,
        arguments: &[Type],
        bound: &BTreeMap<String, Type>,
    ) -> (Type, BTreeMap<String, Type>) {
        let declared = self.types.get(name).unwrap_or_else(|| panic!("boundary.d.ts declares no {name}"));
        let string = Type::Name("string".to_owned(), Vec::new());
        let inner = declared.parameters.iter().enumerate().map(|(at, parameter)| {
            let argument = arguments.get(at).unwrap_or(&string);
            let argument = match argument {
                Type::Name(name, _) => bound.get(name).unwrap_or(argument),
                _ => argument,
            };
            (parameter.clone(), argument.clone())
        });
        (declared.shape.clone(), inner.collect())
    }

    /// The members of an object with those that it takes over from others.
    fn members(
        &mut self,
        of: &Type,
        bound: &BTreeMap<String, Type>,
        into: &mut Vec<(String, Type, BTreeMap<String, Type>)>,
    ) {
        match of {
            Type::Object(own) => into.extend(own.iter().map(|(name, one)| (name.clone(), one.clone(), bound.clone()))),
            Type::Both(all) => all.iter().for_each(|one| self.members(one, bound, into)),
            Type::Name(name, arguments) => {
                let (shape, inner) = self.resolve(name, arguments, bound);
                self.members(&shape, &inner, into);
                self.met.insert(name.clone());
            }
            other => panic!("no object: {other:?}"),
        }
    }

    fn object(&mut self, value: &Value, members: &[(String, Type, BTreeMap<String, Type>)]) -> Result<(), String> {
        let object = value.as_object().ok_or_else(|| format!("expected an object, found {value}"))?;
        let declared: BTreeSet<&str> = members.iter().map(|(name, ..)| name.as_str()).collect();
        let here: BTreeSet<&str> = object.keys().map(String::as_str).collect();
        if declared != here {
            let only = |one: &BTreeSet<&str>, other: &BTreeSet<&str>| {
                one.difference(other).copied().collect::<Vec<_>>().join(", ")
            };
            let (typed, valued) = (only(&declared, &here), only(&here, &declared));
            return Err(format!("only boundary.d.ts has [{typed}], only Rust has [{valued}]"));
        }
        members.iter().try_for_each(|(name, wanted, bound)| {
            self.fits(&object[name], wanted, bound).map_err(|fault| format!("{name}: {fault}"))
        })
    }

    fn inspection(&mut self, inspection: &Inspection) {
        self.view(&inspection.report(), "Report");
        self.view(&inspection.summary(), "Summary");
        self.view(&inspection.outputs(), "OutputTotals");
        self.view(&inspection.invocations(true, 0.0, 9.0), "Page<InvocationRow>");
        self.view(&inspection.diagnostics(0.0, 9.0), "Page<Diagnostic<Phrase>>");
        self.view(&inspection.invocation(0), "InvocationDetail | null");
        self.view(&inspection.tree(0, 3), "Tree | null");
        self.view(&inspection.schedule(0, Some("2026-11-21 05:55:38")), "ScheduleView | null");
        let query = InstanceQuery { end: 9.0, printed: true, ..InstanceQuery::default() };
        self.view(&inspection.instances(0, &query), "Page<InstanceRow>");
        self.view(&inspection.facets(0, "-exit:0"), "Facet[]");
        self.view(&inspection.reasons(0), "ReasonCount[]");
        self.view(&inspection.read_query("exit:1 exti:2 oom"), "QueryReading");
        for instance in 0..3 {
            self.view(&inspection.instance(0, instance), "InstanceDetail | null");
            self.view(&inspection.records(0, instance, 0.0, 9.0), "Page<RecordItem>");
            self.view(&inspection.record(0, instance, 0, None), "RecordDetail | null");
            self.view(&inspection.history(0, Some(instance)), "HistoryView | null");
        }
        self.view(&inspection.history(0, None), "HistoryView | null");
        self.view(&inspection.source_range(0, None, None), "SourceRange | null");
        self.view(&inspection.export_info(Format::Md, &ExportOptions::default()), "ExportInfo");
        self.view(&inspection.redaction(&redaction::Options::default()), "RedactionView");
        let place = LinkPlace { invocation: Some(0), instance: Some(0), ..LinkPlace::default() };
        self.view(&inspection.link_payload(&place, None), "LinkPayload");
        self.view(&inspection.relation(b"{}".to_vec()), "Relation");
        // Two invocations where there are several, else the executions of the one.
        self.view(&inspection.compare(0, 1).or_else(|| inspection.compare(0, 0)), "Comparison | null");
        self.view(
            &inspection.compared(0, 1, &InstanceQuery { end: 20.0, ..InstanceQuery::default() }),
            "Page<ComparedRow>",
        );
    }
}

#[test]
fn what_crosses_the_boundary_has_the_declared_members() {
    let mut check = Check { types: declarations(), met: BTreeSet::new() };
    for case in support::cases() {
        check.inspection(&inspect(case.bytes.clone(), Options::default()));
    }
    for kind in ["status", "legacy", "error", "exit", "call", "oss", "diagnostic"] {
        for code in explanation::explanations(kind) {
            check.view(&explanation::explain(kind, &code, Language::Zh), "Explanation");
        }
    }
    let interfaces = TYPES.lines().filter_map(|line| line.strip_prefix("export interface "));
    let name = |line: &str| line.split([' ', '<']).next().unwrap_or_default().to_owned();
    let rust = sources();
    for interface in interfaces.map(name).filter(|name| !NO_VIEW[4..].contains(&name.as_str())) {
        let is_met = check.met.contains(&interface) || NO_VIEW.contains(&interface.as_str());
        assert!(is_met, "no case has a {interface}: nothing holds its members");
        let is_named = [' ', '<'].iter().any(|end| rust.contains(&format!("pub struct {interface}{end}")));
        assert!(is_named, "no type of the views is called {interface}");
    }
}

/// A member that one side has alone, or of another type, is found.
#[test]
fn a_member_of_one_side_alone_is_found() {
    let mut check = Check { types: declarations(), met: BTreeSet::new() };
    let mut fits = |value: &str, wanted: &str| {
        let tokens = tokens(wanted);
        let wanted = Parser(tokens.iter().peekable()).union();
        check.fits(&serde_json::from_str(value).expect("JSON"), &wanted, &BTreeMap::new()).is_ok()
    };
    assert!(fits(r#"{"count":1,"label":"x"}"#, "Missing"));
    assert!(fits(r#"{"count":null,"label":"x"}"#, "Missing | null"));
    assert!(!fits(r#"{"label":"x"}"#, "Missing"));
    assert!(!fits(r#"{"count":1,"label":"x","more":1}"#, "Missing"));
    assert!(!fits(r#"{"count":"1","label":"x"}"#, "Missing"));
    assert!(fits(r#"{"total":0,"rows":["a"]}"#, "Page<string>"));
    assert!(!fits(r#"{"total":0,"rows":[1]}"#, "Page<string>"));
}

/// All of `src/view`.
fn sources() -> String {
    fn walk(folder: &std::path::Path, text: &mut String) {
        for entry in std::fs::read_dir(folder).expect("src can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, text);
            } else {
                text.push_str(&std::fs::read_to_string(&path).expect("UTF-8"));
            }
        }
    }
    let mut text = String::new();
    walk(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view"), &mut text);
    text
}
