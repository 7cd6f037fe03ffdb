//! What a document says of itself, in the words of its metadata.

use xxhash_rust::xxh3::xxh3_128;

use hongtou_base::xml;
use hongtou_engine::page::Metadata;
/// The name and version of this program.
pub(super) const MAKER: &str = concat!("hongtou ", env!("CARGO_PKG_VERSION"));

/// What a document says of itself, fit for the information dictionary and for XMP, which must agree.
pub(super) struct Stated {
    pub title: String,
    pub author: String,
    pub subject: String,
    pub language: String,
    date: Option<(u16, u8, u8)>,
}

impl Stated {
    /// Takes out what XML cannot hold, and makes line ends, which it changes, spaces.
    pub fn of(metadata: &Metadata) -> Stated {
        let clean = |text: &str| -> String {
            let spaced = text.chars().map(|character| if character.is_control() { ' ' } else { character });
            spaced.filter(|&character| xml::is_allowed(character)).collect::<String>().trim().to_owned()
        };
        Stated {
            title: clean(&metadata.title),
            author: clean(&metadata.author),
            subject: clean(&metadata.subject),
            language: clean(&metadata.language),
            date: metadata.date,
        }
    }

    /// The date of issue; the day begins at midnight in Beijing, and the clock of the machine is not asked.
    pub fn pdf_date(&self) -> Option<String> {
        self.date.map(|(year, month, day)| format!("D:{year:04}{month:02}{day:02}000000+08'00'"))
    }

    /// The same in XMP.
    pub fn xmp_date(&self) -> Option<String> {
        self.date.map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}T00:00:00+08:00"))
    }

    /// What tells the document from others, in all its versions.
    pub fn hash(&self) -> u128 {
        let date = self.pdf_date().unwrap_or_default();
        xxh3_128([&self.title, &self.author, &self.subject, &date].map(String::as_str).join("\0").as_bytes())
    }
}
