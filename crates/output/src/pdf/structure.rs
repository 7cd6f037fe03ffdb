//! The tree of tags as PDF has it (ISO 32000-1, 14.7).

use lopdf::{Object, ObjectId, dictionary};

use super::object::name;
use super::skeleton::Skeleton;
use super::tags::{Element, Kid, Tags};
use hongtou_base::diagnostic::Problem;

/// Adds the tree, and says in the catalog that the file is tagged.
pub(super) fn add(skeleton: &mut Skeleton, tags: &Tags) -> Result<(), Problem> {
    let root = skeleton.new_id();
    let ids: Vec<ObjectId> = tags.elements.iter().map(|_| skeleton.new_id()).collect();
    for (index, element) in tags.elements.iter().enumerate() {
        let parent = if index == 0 { root } else { ids[element.parent] };
        let mut entry = dictionary! {
            "Type" => name("StructElem"),
            "S" => name(element.kind.name()),
            "P" => parent,
        };
        let page = element.kids.iter().find_map(first_page);
        if let Some(page) = page.and_then(|page| skeleton.page(page)) {
            entry.set("Pg", page);
        }
        entry.set("K", kids(skeleton, element, page, &ids));
        skeleton.document.set_object(ids[index], entry);
    }
    let parents = parents(skeleton, tags, &ids);
    let next = tags.pages.len() as i64;
    let tree = dictionary! {
        "Type" => name("StructTreeRoot"),
        "K" => vec![ids[0].into()],
        "ParentTree" => parents,
        "ParentTreeNextKey" => next,
    };
    skeleton.document.set_object(root, tree);
    let catalog = skeleton.catalog()?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

fn first_page(kid: &Kid) -> Option<usize> {
    match *kid {
        Kid::Element(_) => None,
        Kid::Content { page, .. } => Some(page),
    }
}

/// What is in an element: a stretch of its own page by number alone, one of another page with the page.
fn kids(skeleton: &Skeleton, element: &Element, own_page: Option<usize>, ids: &[ObjectId]) -> Object {
    let kid = |kid: &Kid| match *kid {
        Kid::Element(element) => Object::Reference(ids[element]),
        Kid::Content { page, number } if Some(page) == own_page => Object::Integer(number as i64),
        Kid::Content { page, number } => dictionary! {
            "Type" => name("MCR"),
            "Pg" => skeleton.page(page).unwrap_or(Object::Null),
            "MCID" => number as i64,
        }
        .into(),
    };
    let mut kids: Vec<Object> = element.kids.iter().map(kid).collect();
    if kids.len() == 1 { kids.remove(0) } else { Object::Array(kids) }
}

/// The way back from a stretch to its element: a list for each page, by the stretches' numbers
/// (ISO 32000-1, 14.7.4.4).
fn parents(skeleton: &mut Skeleton, tags: &Tags, ids: &[ObjectId]) -> Object {
    let mut lists: Vec<Vec<(usize, ObjectId)>> = vec![Vec::new(); tags.pages.len()];
    for (element, &id) in tags.elements.iter().zip(ids) {
        for kid in &element.kids {
            if let Kid::Content { page, number } = *kid {
                lists[page].push((number, id));
            }
        }
    }
    let mut entries = Vec::with_capacity(lists.len() * 2);
    for (page, mut list) in lists.into_iter().enumerate() {
        list.sort_unstable();
        let list: Vec<Object> = list.into_iter().map(|(_, id)| Object::Reference(id)).collect();
        entries.extend([Object::Integer(page as i64), Object::Array(list)]);
    }
    skeleton.add(dictionary! { "Nums" => entries })
}
