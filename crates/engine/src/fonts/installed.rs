//! The machine's own faces by name, without reading every font on each start.
//!
//! Names come in, files go out. The names of all installed fonts are read once and kept in a
//! cache file, which is good for as long as no font folder has changed; see [`cache`] and [`scan`].

mod cache;
mod index;
mod places;
mod scan;

use std::collections::{BTreeMap, BTreeSet};

use super::names::comparable;
pub(super) use index::InstalledFace;
pub use places::InstalledPlaces;

/// The faces of some names: family, full, or PostScript names, in any language that the font has them in.
///
/// Of a family's faces the upright one nearest to the regular weight is taken.
/// Names that are not installed are left out.
pub(super) fn find(names: &BTreeSet<&str>, places: &InstalledPlaces) -> BTreeMap<String, InstalledFace> {
    cache::find(names, places).unwrap_or_else(|| {
        let index = scan::scan(&places.folders);
        cache::write(places, &index);
        let face = |name: &str| Some((name.to_owned(), index.entries.get(&comparable(name))?.face()));
        names.iter().filter_map(|name| face(name)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::time::{Duration, SystemTime};

    fn bundled(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .expect("the workspace")
            .join("fonts")
            .join(name)
    }

    /// A machine with two fonts in two folders.
    fn machine() -> (tempfile::TempDir, InstalledPlaces) {
        let dir = tempfile::tempdir().unwrap();
        let fonts = dir.path().join("fonts");
        fs::create_dir_all(fonts.join("sub")).unwrap();
        fs::copy(bundled("LiberationSerif-Regular.ttf"), fonts.join("sub/regular.ttf")).unwrap();
        fs::copy(bundled("LiberationSerif-Bold.ttf"), fonts.join("bold.ttf")).unwrap();
        let places = InstalledPlaces {
            folders: vec![fonts, dir.path().join("none")],
            cache: Some(dir.path().join("cache")),
        };
        (dir, places)
    }

    fn file_of(name: &str, places: &InstalledPlaces) -> Option<String> {
        let found = find(&BTreeSet::from([name]), places);
        found.get(name).map(|face| face.path.file_name().unwrap().to_string_lossy().into_owned())
    }

    fn cache_file(places: &InstalledPlaces) -> PathBuf {
        places.cache.clone().unwrap().join("fonts.jsonl")
    }

    #[test]
    fn a_family_gives_its_regular_face_and_a_full_name_its_own() {
        let (_dir, places) = machine();
        assert_eq!(file_of("Liberation Serif", &places).as_deref(), Some("regular.ttf"));
        assert_eq!(file_of(" liberation serif ", &places).as_deref(), Some("regular.ttf"));
        assert_eq!(file_of("Liberation Serif Bold", &places).as_deref(), Some("bold.ttf"));
        assert_eq!(file_of("LiberationSerif-Bold", &places).as_deref(), Some("bold.ttf"));
        assert_eq!(file_of("方正小标宋简体", &places), None);
    }

    #[test]
    fn a_face_is_found_by_its_chinese_name() {
        let (dir, places) = machine();
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        // As long as the name that it takes the place of.
        let (old, new) = (utf16("Liberation Serif"), utf16("办公室小标宋体简体_GB2312"));
        assert_eq!(old.len(), new.len());
        let mut font = fs::read(bundled("LiberationSerif-Regular.ttf")).unwrap();
        while let Some(at) = font.windows(old.len()).position(|window| window == old) {
            font[at..at + old.len()].copy_from_slice(&new);
        }
        fs::write(dir.path().join("fonts/sub/regular.ttf"), font).unwrap();
        assert_eq!(file_of("办公室小标宋体简体_GB2312", &places).as_deref(), Some("regular.ttf"));
        assert_eq!(file_of("办公室小标宋体简体_gb2312", &places).as_deref(), Some("regular.ttf"));
    }

    #[test]
    fn the_second_start_reads_the_cache_alone() {
        let (_dir, places) = machine();
        find(&BTreeSet::from(["Liberation Serif"]), &places);
        // A name that is in the cache alone shows that no font was read again.
        let text = fs::read_to_string(cache_file(&places)).unwrap();
        fs::write(cache_file(&places), text.replace("liberation serif", "liberation_serif")).unwrap();
        assert_eq!(file_of("Liberation_Serif", &places).as_deref(), Some("regular.ttf"));
    }

    #[test]
    fn a_new_font_in_any_folder_makes_the_cache_old() {
        let (dir, places) = machine();
        assert_eq!(file_of("Fandol Fang", &places), None);
        fs::create_dir(dir.path().join("none")).unwrap();
        fs::copy(bundled("NotoSansSC-Medium.ttf"), dir.path().join("none/Hei.TTF")).unwrap();
        assert_eq!(file_of("Noto Sans SC", &places).as_deref(), Some("Hei.TTF"));
    }

    #[test]
    fn a_font_that_was_changed_or_removed_is_not_taken_from_the_cache() {
        let (dir, places) = machine();
        assert_eq!(file_of("Liberation Serif", &places).as_deref(), Some("regular.ttf"));
        let regular = dir.path().join("fonts/sub/regular.ttf");
        fs::copy(bundled("LiberationSerif-Bold.ttf"), &regular).unwrap();
        let later = SystemTime::now() + Duration::from_secs(5);
        fs::File::options().append(true).open(&regular).unwrap().set_modified(later).unwrap();
        // Both are bold now; the first in order is taken.
        assert_eq!(file_of("Liberation Serif", &places).as_deref(), Some("bold.ttf"));
        fs::remove_file(dir.path().join("fonts/bold.ttf")).unwrap();
        assert_eq!(file_of("Liberation Serif", &places).as_deref(), Some("regular.ttf"));
    }

    #[test]
    fn a_cache_that_is_no_cache_is_made_anew() {
        let (_dir, places) = machine();
        find(&BTreeSet::from(["Liberation Serif"]), &places);
        let good = fs::read_to_string(cache_file(&places)).unwrap();
        let foreign = good.replacen("\"version\":", "\"version\":9", 1);
        for text in ["", "{", "[]", "\u{0}\u{1}", &good[..good.len() / 2], &foreign] {
            fs::write(cache_file(&places), text).unwrap();
            assert_eq!(file_of("Liberation Serif", &places).as_deref(), Some("regular.ttf"), "{text:?}");
            assert_eq!(fs::read_to_string(cache_file(&places)).unwrap(), good);
        }
        fs::write(cache_file(&places), [0xFF, 0xFE, 0x00]).unwrap();
        assert_eq!(file_of("Liberation Serif", &places).as_deref(), Some("regular.ttf"));
    }

    #[test]
    fn a_cache_folder_that_cannot_be_written_is_no_error() {
        let (dir, mut places) = machine();
        fs::write(dir.path().join("file"), "").unwrap();
        places.cache = Some(dir.path().join("file/cache"));
        assert_eq!(file_of("Liberation Serif", &places).as_deref(), Some("regular.ttf"));
        places.cache = None;
        assert_eq!(file_of("Liberation Serif", &places).as_deref(), Some("regular.ttf"));
    }

    #[test]
    fn what_is_no_font_is_passed_over() {
        let (dir, places) = machine();
        fs::write(dir.path().join("fonts/broken.ttf"), "not a font").unwrap();
        fs::write(dir.path().join("fonts/empty.otf"), "").unwrap();
        fs::create_dir(dir.path().join("fonts/folder.ttf")).unwrap();
        assert_eq!(file_of("Liberation Serif", &places).as_deref(), Some("regular.ttf"));
    }

    #[cfg(unix)]
    #[test]
    fn folders_that_link_to_themselves_come_to_an_end() {
        let (dir, places) = machine();
        std::os::unix::fs::symlink(dir.path().join("fonts"), dir.path().join("fonts/sub/again")).unwrap();
        assert_eq!(file_of("Liberation Serif", &places).as_deref(), Some("regular.ttf"));
    }
}
