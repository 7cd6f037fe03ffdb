//! Which file of a crate takes names from which: read from the source itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree};

/// A path of names, such as `paginate::rows::set`; a module's path is one, and so is an item's.
type Names = Vec<String>;

/// One arrow: a file, the file from which it takes names, and those names.
pub type Arrows = BTreeMap<PathBuf, BTreeMap<PathBuf, BTreeSet<String>>>;

/// What one file says about itself.
#[derive(Default)]
struct Module {
    file: PathBuf,
    /// Names that a `use` brings into the file, and where from.
    uses: BTreeMap<String, Names>,
    /// Names that the file passes on with `pub use`, and where from.
    passed_on: BTreeMap<String, Names>,
    /// Everything that the file names by a path, were it of one name alone.
    named: BTreeSet<Names>,
}

/// The arrows between the files of the crate whose root is at `root`.
///
/// Code for tests is left out: a test may look at what comes later.
pub fn arrows(root: &Path) -> Arrows {
    let mut modules = BTreeMap::new();
    read(root, root.parent().expect("a root has a folder"), Vec::new(), &mut modules);
    let mut arrows = Arrows::new();
    for (path, module) in &modules {
        let named = module.uses.values().chain(&module.named);
        for name in named {
            let Some(home) = home(name, path, &modules, 0) else { continue };
            let to = &modules[&home].file;
            if *to != module.file {
                let names = arrows.entry(module.file.clone()).or_default().entry(to.clone()).or_default();
                names.insert(name.last().expect("a path has a name").clone());
            }
        }
    }
    arrows
}

/// Reads a file and, through its `mod` lines, those below it.
fn read(file: &Path, folder: &Path, path: Names, modules: &mut BTreeMap<Names, Module>) {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut reader = Reader { module: Module { file: file.to_owned(), ..Module::default() } };
    reader.visit_file(&syntax);
    modules.insert(path.clone(), reader.module);
    for item in &syntax.items {
        if let Item::Mod(child) = item
            && child.content.is_none()
            && !for_tests(&child.attrs)
        {
            let name = child.ident.to_string();
            let inside = folder.join(&name);
            let file = [folder.join(format!("{name}.rs")), inside.join("mod.rs")]
                .into_iter()
                .find(|file| file.exists())
                .unwrap_or_else(|| panic!("{}: no file of mod {name}", file.display()));
            read(&file, &inside, [path.clone(), vec![name]].concat(), modules);
        }
    }
}

/// The module in which the item of a path is defined; none for a path that ends at a module,
/// or that leads out of the crate.
fn home(name: &[String], from: &Names, modules: &BTreeMap<Names, Module>, depth: usize) -> Option<Names> {
    let name = absolute(name, from, modules)?;
    let mut module = Names::new();
    for (index, part) in name.iter().enumerate() {
        let child = [module.clone(), vec![part.clone()]].concat();
        if modules.contains_key(&child) {
            module = child;
            continue;
        }
        // An item that a module takes from another one is its own only by name.
        let taken = modules[&module].passed_on.get(part).or(modules[&module].uses.get(part));
        if depth < 8
            && let Some(source) = taken
        {
            let rest = [source.clone(), name[index + 1..].to_vec()].concat();
            return home(&rest, &module, modules, depth + 1);
        }
        return Some(module);
    }
    None
}

/// A path written in a module, from the crate's root on.
fn absolute(name: &[String], from: &Names, modules: &BTreeMap<Names, Module>) -> Option<Names> {
    let (first, rest) = name.split_first()?;
    let start = match first.as_str() {
        "crate" => Vec::new(),
        "self" => from.clone(),
        "super" => {
            let up = from.split_last()?.1.to_vec();
            return match rest.first().map(String::as_str) {
                Some("super") => absolute(rest, &up, modules),
                _ => Some([up, rest.to_vec()].concat()),
            };
        }
        _ => {
            let child = [from.clone(), vec![first.clone()]].concat();
            if modules.contains_key(&child) {
                child
            } else {
                let source = modules[from].uses.get(first).or(modules[from].passed_on.get(first))?;
                // `use time::Date` in a file with a name `time` of its own would go in a circle.
                if source.first() == Some(first) {
                    return None;
                }
                absolute(source, from, modules)?
            }
        }
    };
    Some([start, rest.to_vec()].concat())
}

fn for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && matches!(&attribute.meta, syn::Meta::List(list) if list.tokens.to_string() == "test")
    })
}

struct Reader {
    module: Module,
}

impl Reader {
    fn take(&mut self, tree: &UseTree, before: &Names, public: bool) {
        match tree {
            UseTree::Path(path) => {
                let before = [before.clone(), vec![path.ident.to_string()]].concat();
                self.take(&path.tree, &before, public);
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.take(tree, before, public)),
            UseTree::Name(name) if name.ident == "self" => {
                let last = before.last().expect("a path before self").clone();
                self.add(last, before.clone(), public);
            }
            UseTree::Name(name) => {
                let ident = name.ident.to_string();
                self.add(ident.clone(), [before.clone(), vec![ident]].concat(), public);
            }
            UseTree::Rename(rename) => {
                let path = if rename.ident == "self" {
                    before.clone()
                } else {
                    [before.clone(), vec![rename.ident.to_string()]].concat()
                };
                self.add(rename.rename.to_string(), path, public);
            }
            UseTree::Glob(_) => self.name([before.clone(), vec!["*".to_owned()]].concat()),
        }
    }

    fn add(&mut self, name: String, path: Names, public: bool) {
        if public {
            self.module.passed_on.insert(name, path);
        } else if name == "_" {
            self.module.named.insert(path);
        } else {
            self.module.uses.insert(name, path);
        }
    }

    /// Paths inside macros, which are no syntax yet: names with `::` between them.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path = Names::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons < 2 {
                        self.name(std::mem::take(&mut path));
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.name(std::mem::take(&mut path));
                    self.tokens(group.stream());
                }
                _ => self.name(std::mem::take(&mut path)),
            }
        }
        self.name(path);
    }

    fn name(&mut self, path: Names) {
        if !path.is_empty() {
            self.module.named.insert(path);
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Mod(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            Item::Const(item) => &item.attrs,
            _ => &Vec::new(),
        };
        if !for_tests(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let public = !matches!(item.vis, syn::Visibility::Inherited);
        self.take(&item.tree, &Vec::new(), public);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.name(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.tokens(item.tokens.clone());
    }
}
