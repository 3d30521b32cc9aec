//! Sources of a crate -> which file uses which: paths in `use`, types, expressions and macros, led through re-exports to
//! the file that defines what they name. Test modules are left out. It refuses to judge.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, Meta, UseTree};

/// A path of names from the root of the crate.
type Names = Vec<String>;

/// What uses what: pairs of files.
pub(crate) type Imports = BTreeSet<(String, String)>;

/// One module, of a file or written inside one.
#[derive(Default)]
struct Module {
    file: String,
    /// Names that it defines itself.
    items: BTreeSet<String>,
    /// Names that it imports, and whence.
    aliases: BTreeMap<String, Names>,
    /// Every path that it writes.
    paths: BTreeSet<Names>,
    /// It has more than modules and re-exports.
    has_code: bool,
}

/// The modules of a crate, by their path.
pub(crate) struct Modules(BTreeMap<Names, Module>);

impl Modules {
    /// Reads the files of a crate: paths from its root (`a/b.rs` is the module `a::b`), and texts.
    pub(crate) fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let files: Vec<_> = files.into_iter().map(|(file, text)| (file, syn::parse_file(text).expect(file))).collect();
        // A module that is declared for tests stands in a file of its own, too.
        let mut tests = BTreeSet::new();
        for (file, parsed) in &files {
            let path = module_path(file);
            tests.extend(parsed.items.iter().filter(|item| is_test(attributes(item))).filter_map(|item| match item {
                Item::Mod(module) => Some([path.as_slice(), &[module.ident.to_string()]].concat()),
                _ => None,
            }));
        }
        let mut modules = Self(BTreeMap::from([(Names::new(), Module::default())]));
        for (file, parsed) in &files {
            let path = module_path(file);
            if !tests.iter().any(|test| path.starts_with(test)) {
                modules.add(path, file, &parsed.items);
            }
        }
        modules
    }

    fn add(&mut self, path: Names, file: &str, items: &[Item]) {
        let mut module = Module { file: file.to_owned(), ..Module::default() };
        for item in items.iter().filter(|item| !is_test(attributes(item))) {
            if let Item::Mod(inner) = item {
                if let Some((_, items)) = &inner.content {
                    self.add([path.as_slice(), &[inner.ident.to_string()]].concat(), file, items);
                }
                continue;
            }
            module.has_code |= !matches!(item, Item::Use(item) if !matches!(item.vis, syn::Visibility::Inherited));
            module.items.extend(defined(item));
            module.visit_item(item);
        }
        self.0.insert(path, module);
    }

    /// Which file uses which, itself aside. A file that only declares modules and re-exports uses none.
    pub(crate) fn imports(&self) -> Imports {
        let with_code: BTreeSet<&str> =
            self.0.values().filter(|module| module.has_code).map(|module| module.file.as_str()).collect();
        let mut imports = Imports::new();
        for (from, module) in self.0.iter().filter(|(_, module)| with_code.contains(module.file.as_str())) {
            for path in &module.paths {
                let used = self.definer(from, path, 0).filter(|used| *used != module.file);
                imports.extend(used.map(|used| (module.file.clone(), used.to_owned())));
            }
        }
        imports
    }

    /// The file that defines what a path in a module names; `None`: it is of another crate, or names a module.
    fn definer(&self, from: &[String], path: &[String], depth: u32) -> Option<&str> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.within(Vec::new(), rest, depth),
            "self" => self.within(from.to_vec(), rest, depth),
            "super" => {
                let (_, outer) = from.split_last()?;
                if rest.first().is_some_and(|next| next == "super") {
                    return self.definer(outer, rest, depth);
                }
                self.within(outer.to_vec(), rest, depth)
            }
            _ if self.knows(from, first) => self.within(from.to_vec(), path, depth),
            _ => None,
        }
    }

    /// Whether a name is one of a module's own.
    fn knows(&self, module: &[String], name: &str) -> bool {
        let child = [module, &[name.to_owned()]].concat();
        let own = self.0.get(module);
        self.0.contains_key(&child) || own.is_some_and(|own| own.items.contains(name) || own.aliases.contains_key(name))
    }

    /// The same, of a path that begins in a module.
    fn within(&self, mut module: Names, path: &[String], depth: u32) -> Option<&str> {
        // Imports of imports that go round end here.
        if depth > 32 {
            return None;
        }
        for (at, name) in path.iter().enumerate() {
            let own = self.0.get(&module)?;
            if let Some(target) = own.aliases.get(name) {
                return self.definer(&module, &[target.as_slice(), &path[at + 1..]].concat(), depth + 1);
            }
            let child = [module.as_slice(), std::slice::from_ref(name)].concat();
            if self.0.contains_key(&child) {
                module = child;
                continue;
            }
            if own.items.contains(name) {
                return Some(&own.file);
            }
            // What a macro defines is in no list of items, nor is `*`, which stands for whatever is there.
            return Some(own.file.as_str()).filter(|_| own.has_code);
        }
        None
    }
}

/// The files of each circle, sorted: those from which each reaches every other.
pub(crate) fn circles(imports: &Imports) -> BTreeSet<Vec<String>> {
    let files: BTreeSet<&String> = imports.iter().flat_map(|(from, to)| [from, to]).collect();
    let reached: BTreeMap<&String, BTreeSet<&String>> =
        files.iter().map(|from| (*from, reach(imports, from))).collect();
    let circle = |file: &String| {
        let there = |other: &&&String| reached[file].contains(**other) && reached[**other].contains(file);
        files.iter().filter(there).map(|other| (*other).clone()).collect::<Vec<_>>()
    };
    files.iter().map(|file| circle(file)).filter(|circle| !circle.is_empty()).collect()
}

fn reach<'a>(imports: &'a Imports, from: &str) -> BTreeSet<&'a String> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(from) = open.pop() {
        for (_, to) in imports.iter().filter(|(file, _)| file == from) {
            if reached.insert(to) {
                open.push(to);
            }
        }
    }
    reached
}

/// `a/b.rs` is the module `a::b`, `lib.rs` the root.
fn module_path(file: &str) -> Names {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    if stem == "lib" { Vec::new() } else { stem.split('/').map(str::to_owned).collect() }
}

/// Whether something is there for tests only.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        _ => false,
    })
}

/// The attributes of an item.
fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// The name that an item defines.
fn defined(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        _ => return None,
    };
    Some(name.to_string())
}

impl<'ast> Visit<'ast> for Module {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        if !matches!(item, ImplItem::Fn(function) if is_test(&function.attrs)) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.import(&item.tree, &mut Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.paths.insert(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.visit_path(&item.path);
        self.tokens(item.tokens.clone());
    }
}

impl Module {
    /// The tree of a `use`, after the names before it.
    fn import(&mut self, tree: &UseTree, before: &mut Names) {
        match tree {
            UseTree::Path(tree) => {
                before.push(tree.ident.to_string());
                self.import(&tree.tree, before);
                before.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, before)),
            UseTree::Glob(_) => self.alias("*", "*", before),
            UseTree::Name(tree) => self.alias(&tree.ident.to_string(), &tree.ident.to_string(), before),
            UseTree::Rename(tree) => self.alias(&tree.ident.to_string(), &tree.rename.to_string(), before),
        }
    }

    fn alias(&mut self, name: &str, alias: &str, before: &[String]) {
        let whole: Names = if name == "self" { before.to_vec() } else { [before, &[name.to_owned()]].concat() };
        self.paths.insert(whole.clone());
        let alias = if alias == "self" { before.last().cloned().unwrap_or_default() } else { alias.to_owned() };
        // `use wide::wide` names something of another module, and so does no name that leads to itself.
        if whole != [alias.clone()] {
            self.aliases.insert(alias, whole);
        }
    }

    /// Paths in what a macro is given: names with `::` between them.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Names = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.paths.insert(std::mem::take(&mut path));
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                other => {
                    self.paths.insert(std::mem::take(&mut path));
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.tokens(group.stream());
                    }
                }
            }
        }
        self.paths.insert(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[(&str, &str)], expect: &[(&str, &str)]) {
        let expect: Imports = expect.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect();
        assert_eq!(Modules::read(files.iter().copied()).imports(), expect);
    }

    #[test]
    fn groups_renames_and_paths_in_code_are_followed() {
        let defined = ("a.rs", "pub struct A; pub fn f() {} pub mod inner { pub struct B; }");
        for text in [
            "use crate::a::A;",
            "use crate::{b::C, a::{self, A as Other}};",
            "use crate::a as other; fn g() { other::f() }",
            "use crate::a; fn g() -> a::A { a::A }",
            "fn g() { crate::a::f() }",
            "fn g() { let _: Option<crate::a::A> = None; }",
            "fn g() { println!(\"{}\", [crate::a::f()].len()); }",
            "fn g() { use crate::a::inner::B; }",
            "use crate::a::*; fn g() { f() }",
            "pub use crate::a::A; fn g() {}",
        ] {
            check(&[("lib.rs", "mod a; mod b;"), defined, ("b.rs", text)], &[("b.rs", "a.rs")]);
        }
    }

    #[test]
    fn a_module_that_is_named_and_not_used_is_no_import() {
        check(&[("a.rs", "pub fn f() {}"), ("b.rs", "use crate::a; use std::fmt; fn g() {}")], &[]);
    }

    #[test]
    fn parents_and_children_are_files_too() {
        check(
            &[
                ("a.rs", "mod b; mod d; pub struct A; fn f() { b::g() } use d::D;"),
                ("a/b.rs", "mod c; use super::A; pub fn g() {}"),
                ("a/b/c.rs", "use super::super::{A, d::D}; fn h() { super::g(); self::i() } fn i() {}"),
                ("a/d.rs", "pub struct D;"),
            ],
            &[
                ("a.rs", "a/b.rs"),
                ("a.rs", "a/d.rs"),
                ("a/b.rs", "a.rs"),
                ("a/b/c.rs", "a.rs"),
                ("a/b/c.rs", "a/b.rs"),
                ("a/b/c.rs", "a/d.rs"),
            ],
        );
    }

    #[test]
    fn modules_inside_a_file_are_that_file() {
        check(
            &[
                ("a.rs", "pub fn f() {} mod inner { use super::super::b::B; fn g() { super::f() } }"),
                ("b.rs", "pub struct B;"),
            ],
            &[("a.rs", "b.rs")],
        );
    }

    #[test]
    fn a_re_export_leads_to_what_defines_it() {
        check(
            &[
                ("facade.rs", "mod inner; pub use inner::{A, B as C};"),
                ("facade/inner.rs", "pub struct A; pub struct B;"),
                ("one.rs", "use crate::facade::A;"),
                ("two.rs", "fn f(_: crate::facade::C) {}"),
            ],
            &[("one.rs", "facade/inner.rs"), ("two.rs", "facade/inner.rs")],
        );
    }

    #[test]
    fn what_a_macro_defines_is_of_its_file() {
        check(&[("a.rs", "macro_rules! m { () => {} } m!();"), ("b.rs", "use crate::a::Made;")], &[("b.rs", "a.rs")]);
    }

    #[test]
    fn tests_are_left_out() {
        check(
            &[
                ("a.rs", "pub fn f() {} #[cfg(test)] mod tests; #[cfg(test)] mod more { use crate::b::B; }"),
                ("a/tests.rs", "use crate::b::B;"),
                ("b.rs", "pub struct B;"),
            ],
            &[],
        );
    }

    #[test]
    fn circles_are_found_and_chains_are_not() {
        let imports = |pairs: &[(&str, &str)]| -> Imports {
            pairs.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect()
        };
        assert!(circles(&imports(&[("a", "b"), ("b", "c"), ("a", "c")])).is_empty());
        let found = circles(&imports(&[("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("e", "f"), ("f", "e")]));
        assert_eq!(
            found,
            BTreeSet::from([["a", "b", "c"].map(str::to_owned).to_vec(), ["e", "f"].map(str::to_owned).to_vec()])
        );
    }
}
