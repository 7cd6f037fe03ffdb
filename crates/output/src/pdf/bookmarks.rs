//! The outline that a reader shows beside the pages (PDF 32000-1, 12.3.3).

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::number;
use super::object::{name, text_string};
use super::skeleton::Skeleton;
use hongtou_base::units::Length;
use hongtou_engine::page::{Bookmark, Pages};

/// An entry's place in the tree, by index into the list of bookmarks.
#[derive(Default, Clone)]
struct Node {
    parent: Option<usize>,
    children: Vec<usize>,
    /// Entries below it, at all levels.
    below: usize,
}

/// Adds the outline; `None` if there are no bookmarks.
pub(super) fn add(skeleton: &mut Skeleton, pages: &Pages) -> Option<Object> {
    if pages.bookmarks.is_empty() {
        return None;
    }
    let (top, nodes) = tree(&pages.bookmarks);
    let root = skeleton.new_id();
    let ids: Vec<ObjectId> = nodes.iter().map(|_| skeleton.new_id()).collect();
    for (index, (bookmark, node)) in pages.bookmarks.iter().zip(&nodes).enumerate() {
        let siblings = node.parent.map_or(&top, |parent| &nodes[parent].children);
        let place = siblings.binary_search(&index).unwrap_or(0);
        let mut entry = dictionary! {
            "Title" => text_string(&bookmark.title),
            "Parent" => node.parent.map_or(root, |parent| ids[parent]),
            "Dest" => destination(skeleton, pages, bookmark),
        };
        if let Some(previous) = place.checked_sub(1) {
            entry.set("Prev", ids[siblings[previous]]);
        }
        if let Some(&next) = siblings.get(place + 1) {
            entry.set("Next", ids[next]);
        }
        set_children(&mut entry, &node.children, node.below, &ids);
        skeleton.document.set_object(ids[index], entry);
    }
    let mut outlines = dictionary! { "Type" => name("Outlines") };
    set_children(&mut outlines, &top, nodes.len(), &ids);
    skeleton.document.set_object(root, outlines);
    Some(Object::Reference(root))
}

/// The entries at the top, and each entry's place; a level left out is no level.
fn tree(bookmarks: &[Bookmark]) -> (Vec<usize>, Vec<Node>) {
    let mut nodes = vec![Node::default(); bookmarks.len()];
    let mut top = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, bookmark) in bookmarks.iter().enumerate() {
        open.retain(|&outer| bookmarks[outer].level < bookmark.level);
        match open.last() {
            None => top.push(index),
            Some(&parent) => {
                nodes[index].parent = Some(parent);
                nodes[parent].children.push(index);
            }
        }
        for &outer in &open {
            nodes[outer].below += 1;
        }
        open.push(index);
    }
    (top, nodes)
}

fn set_children(entry: &mut Dictionary, children: &[usize], below: usize, ids: &[ObjectId]) {
    if let (Some(&first), Some(&last)) = (children.first(), children.last()) {
        entry.set("First", ids[first]);
        entry.set("Last", ids[last]);
        // Above zero: the reader shows the entries unfolded.
        entry.set("Count", below as i64);
    }
}

/// The line's upper edge at the top of the window, with the zoom that the reader has.
fn destination(skeleton: &Skeleton, pages: &Pages, bookmark: &Bookmark) -> Object {
    let height = pages.pages.get(bookmark.page).map_or(Length::ZERO, |page| page.height);
    let top = number::object(height - number::near(bookmark.y));
    let page = skeleton.page(bookmark.page).unwrap_or(Object::Null);
    Object::Array(vec![page, name("XYZ"), Object::Null, top, Object::Null])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_nest_and_a_missing_level_is_no_level() {
        let entry = |level| Bookmark { title: String::new(), level, page: 0, y: Length::ZERO };
        let (top, nodes) = tree(&[entry(1), entry(3), entry(2), entry(3), entry(1)]);
        assert_eq!(top, [0, 4]);
        assert_eq!(nodes[0].children, [1, 2]);
        assert_eq!(nodes[2].children, [3]);
        assert_eq!(nodes[0].below, 3);
    }
}
