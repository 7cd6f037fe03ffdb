//! The printing process that a file is made for, as an ICC profile of it.
//!
//! One is compiled in, deflated as the file will have it, so that taking it costs a copy; another is read and checked
//! when the user names it.

use std::borrow::Cow;
use std::path::Path;

use moxcms::{ColorProfile, ProfileText};

use super::compress;
use hongtou_base::diagnostic::{Problem, ProfileFault, read_file};

/// FOGRA39: offset on coated paper by ISO 12647-2. `layouts/profiles/README.md` says where it is from.
const FOGRA39: &[u8] = include_bytes!("../../../../layouts/profiles/FOGRA39L_coated.icc.zlib");

/// The largest profile that is read, in bytes; those of presses have up to 3 MB.
const MOST: u64 = 8 * 1024 * 1024;

/// The newest version of ICC profiles that ISO 32000-1 (8.6.5.5) and ISO 19005-2 (6.2.4.2) know.
const NEWEST: u8 = 4;

/// Where the registry of printing conditions is (ISO 32000-1, table 365).
const REGISTRY: &str = "http://www.color.org";

/// The printing process that a file is made for.
#[derive(Debug, Clone)]
pub struct OutputProfile {
    /// The profile, deflated.
    pub(super) data: Cow<'static, [u8]>,
    /// The condition's name in the registry; `None` for one that is not in it.
    registered: Option<&'static str>,
    /// What it is, for people.
    description: String,
}

impl Default for OutputProfile {
    fn default() -> OutputProfile {
        OutputProfile::fogra39()
    }
}

impl OutputProfile {
    /// The one that the program carries.
    pub fn fogra39() -> OutputProfile {
        OutputProfile {
            data: Cow::Borrowed(FOGRA39),
            registered: Some("FOGRA39"),
            description: "FOGRA39L Coated: offset on coated paper, ISO 12647-2".to_owned(),
        }
    }

    /// Reads a profile.
    ///
    /// # Errors
    /// A file that cannot be read, is too large, or is no profile of a CMYK printing process.
    pub fn read(path: &Path) -> Result<OutputProfile, Problem> {
        let bytes = read_file(path, MOST)?;
        let profile = parse(&bytes).map_err(|fault| Problem::BadProfile { path: path.to_owned(), fault })?;
        let file_name = || path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let description = profile.description.as_ref().and_then(told).unwrap_or_else(file_name);
        Ok(OutputProfile { data: Cow::Owned(compress::text(&bytes)), registered: None, description })
    }

    /// What it is, for people.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The condition's name in the registry, and where that is.
    pub(super) fn registered(&self) -> Option<(&'static str, &'static str)> {
        self.registered.map(|name| (name, REGISTRY))
    }
}

/// Reads a profile of a CMYK printing process; the header is that of ICC.1, 7.2.
fn parse(bytes: &[u8]) -> Result<ColorProfile, ProfileFault> {
    let header = bytes.get(..128).ok_or(ProfileFault::NotIcc)?;
    if &header[36..40] != b"acsp" {
        return Err(ProfileFault::NotIcc);
    }
    let said = u32::from_be_bytes([header[0], header[1], header[2], header[3]]);
    if u64::from(said) != bytes.len() as u64 {
        return Err(ProfileFault::Length { said: said.into(), found: bytes.len() as u64 });
    }
    if header[8] > NEWEST {
        return Err(ProfileFault::Version { major: header[8] });
    }
    if &header[12..16] != b"prtr" {
        return Err(ProfileFault::NotOutput);
    }
    if &header[16..20] != b"CMYK" {
        return Err(ProfileFault::NotCmyk);
    }
    let profile = ColorProfile::new_from_slice(bytes)
        .map_err(|error| ProfileFault::Unreadable { reason: error.to_string() })?;
    // Both ways are needed: to show the inks on a screen, and to make them from another colour.
    if profile.lut_a_to_b_perceptual.is_none() || profile.lut_b_to_a_perceptual.is_none() {
        return Err(ProfileFault::NoTables);
    }
    Ok(profile)
}

/// What a profile says of itself.
fn told(text: &ProfileText) -> Option<String> {
    let text = match text {
        ProfileText::PlainString(text) => text.clone(),
        ProfileText::Localizable(texts) => {
            let english = texts.iter().find(|text| text.language == "en");
            english.or(texts.first())?.value.clone()
        }
        ProfileText::Description(text) => text.ascii_string.clone(),
    };
    let text = text.trim_matches(|character: char| character.is_whitespace() || character == '\0');
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn file() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../layouts/profiles/FOGRA39L_coated.icc")
    }

    /// The deflated profile beside it is made by `BLESS=1 cargo test --lib`.
    #[test]
    fn the_profile_that_is_compiled_in_is_the_file_of_the_package() {
        let bytes = std::fs::read(file()).unwrap();
        if std::env::var_os("BLESS").is_some_and(|value| value == "1") {
            std::fs::write(file().with_extension("icc.zlib"), compress::best(&bytes)).unwrap();
        }
        let deflated = std::fs::read(file().with_extension("icc.zlib")).unwrap();
        let mut inflated = vec![0; bytes.len()];
        let length = libdeflater::Decompressor::new().zlib_decompress(&deflated, &mut inflated).unwrap();
        assert!(length == bytes.len() && inflated == bytes);
    }

    #[test]
    fn a_profile_of_a_press_is_read_and_says_what_it_is() {
        let profile = OutputProfile::read(&file()).unwrap();
        assert_eq!(profile.description(), "FOGRA39L Coated");
        assert!(profile.registered().is_none());
    }

    fn fault(change: impl FnOnce(&mut Vec<u8>)) -> ProfileFault {
        let mut bytes = std::fs::read(file()).unwrap();
        change(&mut bytes);
        parse(&bytes).unwrap_err()
    }

    #[test]
    fn what_is_no_profile_of_a_press_is_told_apart() {
        assert_eq!(fault(Vec::clear), ProfileFault::NotIcc);
        assert_eq!(fault(|bytes| bytes[36] = b'x'), ProfileFault::NotIcc);
        let cut = ProfileFault::Length { said: 121_368, found: 100_000 };
        assert_eq!(fault(|bytes| bytes.truncate(100_000)), cut);
        assert_eq!(fault(|bytes| bytes[8] = 5), ProfileFault::Version { major: 5 });
        assert_eq!(fault(|bytes| bytes[12..16].copy_from_slice(b"mntr")), ProfileFault::NotOutput);
        assert_eq!(fault(|bytes| bytes[16..20].copy_from_slice(b"RGB ")), ProfileFault::NotCmyk);
        // A1B0 and such are no tables that anyone looks for.
        let renamed = fault(|bytes| {
            let tags = (132..132 + 17 * 12).step_by(12);
            tags.for_each(|at| bytes[at..at + 4].make_ascii_lowercase());
        });
        assert_eq!(renamed, ProfileFault::NoTables);
        // Tags that lie beyond the end.
        let outside = fault(|bytes| bytes[196..200].copy_from_slice(&u32::MAX.to_be_bytes()));
        assert!(matches!(outside, ProfileFault::Unreadable { .. }));
    }
}
