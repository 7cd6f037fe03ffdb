//! The folders where an operating system keeps its fonts, and where a cache belongs.

use std::env;
use std::fs;
use std::path::PathBuf;

/// Where the machine's own faces are, and where the index of them is kept.
///
/// The default has neither: no face is installed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InstalledPlaces {
    /// The font folders; those below them count too.
    pub folders: Vec<PathBuf>,
    /// The folder for the cache file; without one, all fonts are read each time.
    pub cache: Option<PathBuf>,
}

impl InstalledPlaces {
    /// The folders of this operating system and this user.
    pub fn standard() -> InstalledPlaces {
        let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let (folders, cache) = if cfg!(windows) {
            windows(&variable)
        } else if cfg!(target_os = "macos") {
            macos(&variable)
        } else {
            xdg(&variable)
        };
        InstalledPlaces { folders, cache }
    }
}

type Variables<'a> = &'a dyn Fn(&str) -> Option<PathBuf>;
type Places = (Vec<PathBuf>, Option<PathBuf>);

/// Linux and its kin. The user's folders come first, so that a newer copy of a face wins.
fn xdg(variable: Variables) -> Places {
    let home = variable("HOME");
    let below_home = |folder: &str| home.as_ref().map(|home| home.join(folder));
    // The specification has relative values ignored.
    let absolute = |name: &str| variable(name).filter(|path| path.is_absolute());
    let data = absolute("XDG_DATA_HOME").or_else(|| below_home(".local/share"));
    let folders = [
        data.map(|data| data.join("fonts")),
        below_home(".fonts"),
        Some(PathBuf::from("/usr/local/share/fonts")),
        Some(PathBuf::from("/usr/share/fonts")),
    ];
    let cache = absolute("XDG_CACHE_HOME").or_else(|| below_home(".cache"));
    (folders.into_iter().flatten().collect(), cache.map(|cache| cache.join("hongtou")))
}

fn macos(variable: Variables) -> Places {
    let library = variable("HOME").map(|home| home.join("Library"));
    let mut folders: Vec<PathBuf> = library.iter().map(|library| library.join("Fonts")).collect();
    folders.extend(["/Library/Fonts", "/Network/Library/Fonts", "/System/Library/Fonts"].map(PathBuf::from));
    folders.extend(macos_downloads());
    (folders, library.map(|library| library.join("Caches/hongtou")))
}

/// Faces that macOS fetches on demand, 仿宋 and 楷体 among them, lie in folders of changing names.
fn macos_downloads() -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir("/System/Library/AssetsV2") else { return Vec::new() };
    let is_font = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with("com_apple_MobileAsset_Font")
    };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_font).collect();
    folders.sort();
    folders
}

fn windows(variable: Variables) -> Places {
    let local = variable("LOCALAPPDATA");
    let system = variable("SYSTEMROOT").unwrap_or_else(|| PathBuf::from("C:\\Windows"));
    let own = local.as_ref().map(|local| local.join("Microsoft").join("Windows").join("Fonts"));
    let folders = own.into_iter().chain([system.join("Fonts")]).collect();
    (folders, local.map(|local| local.join("hongtou").join("cache")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(list: &[&str]) -> Vec<PathBuf> {
        list.iter().map(PathBuf::from).collect()
    }

    #[cfg(unix)]
    #[test]
    fn linux_folders_follow_the_xdg_variables() {
        let home = |name: &str| (name == "HOME").then(|| PathBuf::from("/home/clerk"));
        let (folders, cache) = xdg(&home);
        assert_eq!(folders[..2], paths(&["/home/clerk/.local/share/fonts", "/home/clerk/.fonts"]));
        assert_eq!(folders[2..], paths(&["/usr/local/share/fonts", "/usr/share/fonts"]));
        assert_eq!(cache, Some(PathBuf::from("/home/clerk/.cache/hongtou")));

        let moved = |name: &str| match name {
            "XDG_DATA_HOME" => Some(PathBuf::from("/data")),
            "XDG_CACHE_HOME" => Some(PathBuf::from("relative")),
            _ => None,
        };
        let (folders, cache) = xdg(&moved);
        assert_eq!(folders[0], PathBuf::from("/data/fonts"));
        assert_eq!(cache, None);
    }

    #[test]
    fn windows_and_macos_have_folders_of_the_user_too() {
        let user = |name: &str| ["HOME", "LOCALAPPDATA"].contains(&name).then(|| PathBuf::from("user"));
        assert_eq!(
            windows(&user).0[0],
            PathBuf::from("user").join("Microsoft").join("Windows").join("Fonts")
        );
        assert_eq!(windows(&user).0.len(), 2);
        assert_eq!(macos(&user).0[0], PathBuf::from("user").join("Library").join("Fonts"));
    }
}
