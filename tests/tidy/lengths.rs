//! A source -> its functions and how many lines each has, from its `fn` to its closing brace.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{ImplItemFn, ItemFn, Signature};

/// Names of functions with their lines.
#[derive(Default)]
struct Functions(Vec<(String, usize)>);

impl Functions {
    fn add(&mut self, signature: &Signature, body: &syn::Block) {
        let lines = body.span().end().line - signature.span().start().line + 1;
        self.0.push((signature.ident.to_string(), lines));
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }
}

/// The functions of a source.
pub(crate) fn functions(text: &str) -> Vec<(String, usize)> {
    let mut functions = Functions::default();
    functions.visit_file(&syn::parse_file(text).expect("Rust"));
    functions.0
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines_are_counted_from_the_name_to_the_brace() {
        let text = "/// Words.\nfn a() {\n}\nstruct S;\nimpl S {\n    fn b(\n        self,\n    ) -> u8 {\n        1\n    }\n}\n";
        assert_eq!(super::functions(text), [("a".to_owned(), 2), ("b".to_owned(), 5)]);
    }
}
