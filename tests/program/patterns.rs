//! Every regular expression in the source compiles: one that does not would match nothing, without a word.

use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use regex::Regex;
use syn::visit::{self, Visit};
use syn::{Expr, Lit};

/// Calls whose expression is put together when the program runs: `pattern!` and `compiled` themselves, and those of
/// the importer from lists of words. `compiled` panics in the tests that run them.
const PUT_TOGETHER: usize = 14;

/// The expressions of some files.
#[derive(Default)]
struct Patterns {
    literals: Vec<String>,
    /// Calls whose expression is put together when the program runs.
    others: usize,
}

impl<'ast> Visit<'ast> for Patterns {
    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let names: Vec<String> = match &*call.func {
            Expr::Path(path) => path.path.segments.iter().map(|name| name.ident.to_string()).collect(),
            _ => Vec::new(),
        };
        if names.ends_with(&["Regex".to_owned(), "new".to_owned()]) || names == ["compiled"] {
            match call.args.first() {
                Some(Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. })) => self.literals.push(text.value()),
                _ => self.others += 1,
            }
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        if item.path.is_ident("pattern") {
            self.literals.extend(first_text(item.tokens.clone()));
        }
        // An expression within another macro, such as a list of them.
        if let Ok(expressions) =
            item.parse_body_with(syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated)
        {
            expressions.iter().for_each(|expression| self.visit_expr(expression));
        }
    }
}

fn first_text(tokens: TokenStream) -> Option<String> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Literal(literal) => match Lit::new(literal) {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}

fn look_through(folder: &Path, found: &mut Patterns) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            look_through(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.visit_file(&syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap());
        }
    }
}

#[test]
fn every_regular_expression_compiles() {
    let mut found = Patterns::default();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    look_through(&root.join("src"), &mut found);
    look_through(&root.join("crates"), &mut found);
    assert!(found.literals.len() >= 100, "only {} were found", found.literals.len());
    let wrong: Vec<_> = found.literals.iter().filter_map(|text| Regex::new(text).err()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(found.others, PUT_TOGETHER, "a test must run an expression that is put together at run time");
}
