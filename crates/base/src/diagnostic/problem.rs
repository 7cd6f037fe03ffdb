//! Everything that can be wrong, as facts without words.

use std::path::{Path, PathBuf};

use super::write_fault::{OutputKind, WriteFault};
use crate::encoding::OtherEncoding;
use crate::units::Length;

/// What is wrong.
///
/// Each variant's words stand in [`super::texts`]; its code is stable, so that scripts can rely on it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // The variants say what their fields are.
pub enum Problem {
    /// A file could not be read.
    CannotRead { path: PathBuf, reason: String },
    /// The preview cannot be served at a port; 0 is any free one.
    CannotServe { port: u16, reason: String },
    /// An editor's command that is no command.
    BadEditor { command: String },
    /// An editor that could not be started.
    NoEditor { program: String, reason: String },
    /// A file could not be written.
    CannotWrite { path: PathBuf, fault: WriteFault },
    /// An output that is a file which the run reads.
    OutputIsInput { path: PathBuf, input: PathBuf },
    /// An output that is another output of the run.
    OutputTwice { path: PathBuf, other: PathBuf },
    /// An output in whose place there is a file of another kind.
    WouldReplace { path: PathBuf, kind: OutputKind },
    /// No face shows a character that is to be set in a role.
    ///
    /// `missing` are faces that the layout names and that could not be opened, `empty` those whose glyph for the
    /// character has no outline; `others` are further places.
    NoGlyph { character: char, role: String, missing: Vec<String>, empty: Vec<String>, others: usize },
    /// No face of a role could be opened.
    NoFace { role: String, tried: Vec<String> },
    /// A font file cannot be used.
    BadFont { path: PathBuf, reason: String },

    /// A file is larger than the program takes; both in bytes.
    FileTooLarge { path: PathBuf, size: Option<u64>, limit: u64 },
    /// A file is read, and is not UTF-8.
    OtherEncoding { encoding: OtherEncoding },
    /// A file is a text in none of the encodings that are read: the first byte that is wrong, and where it is in the file.
    NotUtf8 { byte: u8, offset: usize },
    /// The text is not TOML; the reason is the reader's, in English.
    Syntax { reason: String },
    /// A full-width mark where TOML has an ASCII one; `meant` is what to write, if it is known.
    FullWidthMark { found: char, wanted: char, meant: Option<String> },
    /// A colon between a key and its value.
    ColonForEquals { meant: Option<String> },
    /// A quote inside a text, which ends the text; `column` is where the text begins in the line, `meant` the line
    /// as it should be. The key is empty in a list.
    QuoteInText { key: String, column: usize, meant: Option<String> },
    /// A text without the quotes at its end, and the line, with its number, that it must end before.
    TextNotClosed { before: Option<(usize, String)>, meant: Option<String> },
    /// A text of several lines between single quotes.
    SeveralLines,
    /// A text without quotes.
    Unquoted { meant: Option<String> },
    /// A date in another form than TOML has it.
    DateNotWritten { written: String, meant: String },
    /// A backslash in a basic string that begins no escape.
    BadEscape,
    /// A string without its closing quotes.
    UnclosedText,
    /// A key is there twice in one table.
    DuplicateKey { key: String },
    /// A key that its table does not know; `home` is the one table that does, as its header has
    /// it between the brackets, and empty for the head of the file.
    UnknownKey { key: String, nearest: Option<String>, home: Option<String>, known: Vec<String> },
    /// A key that must be there and is not.
    MissingKey { table: String, key: String, wanted: ValueKind },
    /// A value of the wrong type; `meant` is what to write, if it is known.
    WrongType { key: String, wanted: Vec<ValueKind>, found: ValueKind, meant: Option<String> },
    /// A whole 发文字号 written as the number of a document.
    WholeDocumentNumber { code: String, number: u32 },
    /// A number beyond its bounds, which are written as the schema has them.
    OutOfRange { key: String, found: String, least: Option<String>, most: Option<String> },
    /// A text that is empty or nothing but blanks.
    EmptyText { key: String },
    /// A list with too few or too many entries.
    WrongCount { key: String, found: usize, least: Option<u64>, most: Option<u64> },
    /// A word that is none of those that are allowed.
    NotOneOf { key: String, found: String, allowed: Vec<String>, nearest: Option<String> },

    /// What a rule of the proofreader found; its words stand beside the rule.
    Proofread(Box<Proofread>),

    /// A place where something is still to be filled in.
    ToFillIn,
    /// A day that no calendar has.
    NoSuchDate { written: String },
    /// A year that no issue can have.
    YearOutOfRange { year: u16, least: u16, most: u16 },
    /// A control character or a noncharacter in a text.
    ForbiddenCharacter { character: char },
    /// A line end in a text that is one line.
    LineEnd { key: String },
    /// A list of persons with neither names nor a text, or with both.
    PeopleWithoutNames { label: String },
    /// `**` without its second half in the paragraph.
    UnclosedBold,

    /// A measure of a layout that cannot be read, or not be used for its key.
    BadMeasure { text: String, fault: MeasureFault },
    /// A measure that may not be less than nothing.
    NegativeMeasure { text: String },
    /// A measure that may not be nothing.
    ZeroMeasure,
    /// A style in which no character fits on a line of the page.
    NoRoomInLine,
    /// Margins that leave no type area in a direction.
    NoTypeArea { direction: &'static str },
    /// A name of a layout that is not there.
    UnknownName { kind: &'static str, name: String, known: Vec<String> },
    /// A face of a role that names neither a family nor a file, or both.
    FaceWithoutPlace,
    /// A style that every layout must have.
    MissingStyle { name: String },
    /// A style that does not say, nor inherit, what it must.
    StyleWithout { properties: Vec<&'static str> },
    /// A size of characters that cannot be set.
    SizeOutOfRange { smallest: Length, largest: Length },
    /// Styles that are like each other in a circle.
    CircularLike { chain: Vec<String> },
    /// More styles in a row that are like each other than are followed.
    TooManyAlike { most: usize },
    /// Layouts that extend each other in a circle.
    CircularExtends { chain: Vec<String> },
    /// More layouts in a row that extend each other than are followed.
    TooManyExtends { most: usize },
    /// A template with an unpaired brace.
    BadTemplate { text: String },
    /// A row that holds nothing.
    EmptyRow,
    /// A row of a kind that cannot stand in that part of the page.
    RowNotHere { part: String },
    /// A text that may be broken into lines where it is not alone in the middle of a row of masthead or imprint.
    LinesNotHere,
    /// A signature with a seal or a stamp of no width.
    SignatureWithoutWidth,
    /// A measure that names neither two edges nor a figure, or both.
    MeasureWithoutSubject,
    /// A measure that does not say what it should be.
    MeasureWithoutValue,
    /// An edge that is not an element and the name of its edge.
    BadEdge { text: String },
    /// Something that the layout needs and the issue does not say.
    LayoutNeeds { layout: String, name: String },
    /// A name under `fields` that the layout does not declare.
    UndeclaredField { layout: String, name: String, known: Vec<String> },
    /// Something that the issue says and the layout does not set.
    NotSet { layout: String, name: String },
    /// A layout that cannot be read, for a reason that is the reader's.
    BadLayout { reason: String },
    /// A field in a template of a layout that no issue has.
    UnknownField { layout: String, name: String, known: Vec<String> },
    /// A masthead or an imprint that is taller than the page.
    RowsTooTall { part: &'static str },
    /// A running head that does not fit above the type area.
    RunningHeadTooTall,
    /// A row whose ink lies over that of another one, or of another line of its own.
    RowsOverlap { row: String, other: String, page: u32 },
    /// Ink beside the page, by how much it reaches over the edge; `text` is empty for a rule.
    InkOffPage { element: String, text: String, page: u32, side: Side, by: Length },
    /// Ink outside the type area that the layout does not place there.
    InkOutsideTypeArea { element: String, text: String, page: u32, side: Side, by: Length },
    /// A signature of which no page holds even a row with its seals together with two lines of the text.
    NoRoomForSignature,
    /// A first page on which no text of an article is, though the layout asks for it.
    NoTextOnFirstPage,
    /// A page that leaves more lines empty at its foot than the layout wants.
    EmptyLines { page: u32, lines: u32, most: u32 },
    /// So many organs in the red head that the first page has no room for text, though it has for `most` of them at
    /// the smallest size that the layout allows.
    TooManyOrgans { count: usize, most: usize, size: Length },
    /// Texts that do not fit beside each other in a row.
    RowTooWide { text: String },
    /// A text that is wider than its row at the smallest size and width that its style allows.
    TextTooLong(Box<TextTooLong>),
    /// More pages than a document may have.
    TooManyPages { limit: usize },
    /// A line that ends where it may not, because nothing else fits.
    ForcedBreak,
    /// A line that ends between three or more marks in a row, because nothing else fits.
    ReliefBreak,

    /// A face's licence bits (OS/2 fsType) forbid to embed it, or to embed a subset of it.
    NoEmbedding { path: PathBuf, name: String, refusal: Refusal },
    /// A face of a collection is chosen beside a family, which has no file.
    CollectionWithoutFile,
    /// A face does not say whether it may be embedded.
    EmbeddingNotStated { path: PathBuf },
    /// A variable face is set in the weight that it has where nothing is said.
    VariableFace { path: PathBuf, style: Option<String>, weight: u16, from: u16, to: u16 },
    /// A weight is asked for of a face that has only its own.
    WeightNotUsed { path: PathBuf, weight: u16, own: u16 },
    /// A collection of which nothing says which face is meant.
    FirstOfCollection { path: PathBuf, faces: Vec<String> },
    /// Pages name a glyph that the fonts handed over with them do not have.
    ForeignGlyph { face: usize, glyph: u16 },
    /// There is no page to write.
    NoPages,
    /// A page is too small or too large for the format. `page` counts from 1.
    PageSize { page: usize, width: Length, height: Length },
    /// A picture's resolution is out of bounds, or its page would give too many pixels.
    PictureSize { dpi: u32, width: Length, height: Length },
    /// The PDF packages refused what we gave them.
    PdfWriter { reason: String },
    /// A file that is no profile of a CMYK printing process.
    BadProfile { path: PathBuf, fault: ProfileFault },
    /// The document does not say what the standards that its PDF follows want it to say.
    Unstated { what: Statement },
    /// A spot ink with two alternates, of which a PDF can have one.
    SpotOfTwoColours { ink: String },
    /// A spot ink with a name that means something else to every PDF.
    ReservedInk { ink: String },

    /// A `--pages` that names pages which are not there.
    NoSuchPage { page: u32, pages: usize },
    /// More than one page, and one stream to write them to.
    SeveralPagesToOneStream { pages: usize },
    /// Nobody said how many copies are printed.
    NoCopies,
    /// Slips are wanted, and nobody said who receives copies.
    SlipsWithoutRecipients,
    /// The issue prints a number of copies that is not the one ordered.
    CopiesDiffer { printed: u32, ordered: u32 },
    /// Numbers of copies with more digits than there is room for.
    NumbersRunOut { first: u32, copies: u32, digits: usize },
    /// A layout that has no place for the number of a copy.
    NoPlaceForNumber { layout: String },
    /// A layout that shows the number of a copy more than once.
    SeveralPlacesForNumber { layout: String, places: usize },
    /// A recipient that is in the list twice.
    DuplicateRecipient { name: String, first_line: usize },
    /// Recipients that get more copies than are printed.
    AllotmentExceeds { allotted: u64, copies: u32 },
    /// A quotation mark that begins a cell and is not closed.
    UnclosedCell,
    /// A row of a table that has not the two columns.
    TableColumns { found: usize },
    /// A number of copies that is none.
    BadCopies { text: String, most: u32 },
    /// A sum in a table that is not that of its rows.
    WrongSum { written: String, sum: u64 },
    /// A last row that is the sum of those above it.
    TakenForTotal { name: String, sum: u64 },
    /// A recipient of no copies.
    NoCopiesFor { name: String },
    /// A workbook that cannot be read.
    BadWorkbook { path: PathBuf, fault: WorkbookFault },
    /// A table without a row.
    NoRecipients { path: PathBuf },
    /// A text file in none of the encodings that are read.
    UnknownEncoding { path: PathBuf },

    /// No issue in what the user named for a batch.
    NoIssues { paths: Vec<PathBuf> },
    /// A link to a folder that it stands in.
    LinkLoop { path: PathBuf, back_to: PathBuf },
    /// A part of a pattern for names that is none.
    BadNamePattern { part: String, known: Vec<String> },
    /// Issues whose PDFs would be one file.
    SameOutput { output: String, issues: Vec<PathBuf> },
    /// Another batch that writes to the same folder.
    BatchRunning { folder: PathBuf },
    /// An issue that was changed after its name was given.
    ChangedMeanwhile { path: PathBuf },
    /// The machine gives no threads.
    NoThreads { reason: String },
    /// A file that is no report of a batch.
    BadReport { path: PathBuf },
    /// A volume for which some issues could not be set.
    VolumeLacks { path: PathBuf, lacking: usize },
    /// A number that two issues of a year have.
    NumberTwice { title: String, year: u16, number: u32, other: PathBuf },
    /// Numbers of a year that no issue has.
    NumbersMissing { title: String, year: u16, first: u32, last: u32 },
    /// A number that counts on over a new year.
    NumberNotRestarted { title: String, year: u16, number: u32 },
    /// A date before that of the issue with the number before.
    DateBack { title: String, number: u32, other: PathBuf },
    /// A total that does not count on.
    TotalWrong { title: String, found: u32, due: u32 },

    /// A file of a kind that is not imported.
    UnknownKind { path: PathBuf },
    /// A text file in none of the encodings that are imported.
    NotText { path: PathBuf },
    /// A file that is of another kind than its name says, and that is not imported.
    OtherKind {
        /// The file.
        path: PathBuf,
        /// What it is.
        is: &'static str,
    },
    /// A Word file that cannot be read, or had better not be.
    BadWord { path: PathBuf, fault: WordFault },
    /// A file without a character of text.
    NothingToImport { path: PathBuf },
    /// A text with more lines than are read.
    TooManyLines { path: PathBuf, lines: usize, most: usize },
    /// Keys that an issue must have and that were not found in a file.
    ImportLacks { path: PathBuf, keys: Vec<String> },
    /// A file that would be written over.
    WouldOverwrite { path: PathBuf },
    /// Several files and one file to write them to.
    SeveralToOneFile { path: PathBuf, files: usize },

    /// A bundled layout that does not exist.
    UnknownLayout { name: String, nearest: Option<String>, known: Vec<String> },
    /// A file that an issue or a layout names, outside the folders that may be read.
    OutsideFolders { path: PathBuf },
    /// A file with errors whose name does not end in `.toml`, so that nothing of it is shown.
    NotNamedToml { path: PathBuf },
    /// A path that is named as a layout and does not end in .toml.
    LayoutNotToml { name: String },
}

/// Why a text is not a measure, or not one for its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // The variants say what their fields are.
pub enum MeasureFault {
    /// It is not a number with a unit.
    Unread,
    /// It is a number without a unit.
    NoUnit,
    /// It is a longer length than any layout needs.
    TooLong { longest: Length },
    /// It is a larger number of em or lines than any layout needs.
    TooMany { most: i64 },
    /// It is in em or lines, where nothing is there to relate it to.
    NotFixed,
    /// It is not in em.
    NotEm,
}

/// What is wrong with a file that should be an ICC profile of a printing process.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // The variants say what their fields are.
pub enum ProfileFault {
    /// It does not begin as ICC profiles do.
    NotIcc,
    /// It is shorter or longer than it says; both in bytes.
    Length { said: u64, found: u64 },
    /// Its version is newer than PDF knows.
    Version { major: u8 },
    /// It is of a screen, a scanner or such.
    NotOutput,
    /// Its inks are not cyan, magenta, yellow and black.
    NotCmyk,
    /// It has no table from inks to colours, or none back.
    NoTables,
    /// Its tables cannot be read, for a reason that is the reader's.
    Unreadable { reason: String },
}

/// What is wrong with a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // The variants say what their fields are.
pub enum WorkbookFault {
    /// It is of the old form (.xls, .et), or encrypted.
    OldForm,
    /// It has more rows or cells than a list can have, or becomes too long when it is unpacked.
    TooLarge,
    /// It is not a workbook, or damaged, for a reason that is the reader's.
    Damaged { reason: String },
}

/// What is wrong with a Word file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // The variants say what their fields are.
pub enum WordFault {
    /// It is of the old form (.doc, .wps), or encrypted.
    OldOrEncrypted,
    /// Its end is missing, or it is something else.
    Truncated,
    /// It has no text part.
    NoDocument,
    /// A part cannot be unpacked or is not well-formed, for a reason that is the reader's.
    Damaged { part: String, reason: String },
    /// It has too many parts.
    TooManyParts { parts: usize, most: usize },
    /// A part is longer than is read, in bytes.
    TooLong { part: String, limit: u64 },
    /// A part becomes so many times as long when it is unpacked that it can only be meant to harm.
    Bomb { part: String, times: u64 },
    /// A part whose name leads out of the file.
    UnsafeName { name: String },
    /// A document type, which Word never writes and with which entities could be defined.
    Doctype { part: String },
    /// An entity that XML does not know.
    Entity { part: String, entity: String },
}

/// What a document says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statement {
    /// Its title.
    Title,
    /// Its date.
    Date,
    /// Its language.
    Language,
}

/// What a value in a TOML file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueKind {
    /// A string.
    Text,
    /// A whole number.
    Whole,
    /// A number, whole or not.
    Number,
    /// True or false.
    Truth,
    /// A date without a time.
    Date,
    /// A time of day, or a date with one.
    Time,
    /// An array.
    List,
    /// An array of tables.
    Tables,
    /// A table.
    Table,
}

/// What is known of a text that has no room in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextTooLong {
    /// The text.
    pub text: String,
    /// Whether it is the name in the masthead.
    pub is_name: bool,
    /// The number of full-width characters that have room.
    pub most: usize,
    /// On how many lines its row lets it be set.
    pub lines: usize,
    /// At which size, the smallest that the layout allows.
    pub size: Length,
    /// Condensed to how many percent, the least that the layout allows.
    pub percent: u32,
}

impl Problem {
    /// A stable name for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Problem::Proofread(found) => found.rule,
            Problem::CannotRead { .. } => "cannot-read",
            Problem::CannotWrite { .. } => "cannot-write",
            Problem::OutputIsInput { .. } => "output-is-input",
            Problem::OutputTwice { .. } => "output-twice",
            Problem::WouldReplace { .. } => "would-replace",
            Problem::CannotServe { .. } => "cannot-serve",
            Problem::BadEditor { .. } => "bad-editor",
            Problem::NoEditor { .. } => "no-editor",
            Problem::NoGlyph { .. } => "no-glyph",
            Problem::NoFace { .. } => "no-face",
            Problem::BadFont { .. } => "bad-font",
            Problem::FileTooLarge { .. } => "file-too-large",
            Problem::OtherEncoding { .. } => "other-encoding",
            Problem::NotUtf8 { .. } => "not-utf-8",
            Problem::Syntax { .. } => "syntax",
            Problem::FullWidthMark { .. } => "full-width-mark",
            Problem::BadEscape => "bad-escape",
            Problem::UnclosedText | Problem::TextNotClosed { .. } => "unclosed-text",
            Problem::ColonForEquals { .. } => "colon-for-equals",
            Problem::QuoteInText { .. } => "quote-in-text",
            Problem::SeveralLines => "several-lines",
            Problem::Unquoted { .. } => "unquoted",
            Problem::DateNotWritten { .. } => "date-not-written",
            Problem::DuplicateKey { .. } => "duplicate-key",
            Problem::UnknownKey { .. } => "unknown-key",
            Problem::MissingKey { .. } => "missing-key",
            Problem::WrongType { .. } => "wrong-type",
            Problem::WholeDocumentNumber { .. } => "whole-document-number",
            Problem::OutOfRange { .. } => "out-of-range",
            Problem::EmptyText { .. } => "empty-text",
            Problem::WrongCount { .. } => "wrong-count",
            Problem::NotOneOf { .. } => "not-one-of",
            Problem::ToFillIn => "placeholder",
            Problem::NoSuchDate { .. } => "no-such-date",
            Problem::YearOutOfRange { .. } => "year-out-of-range",
            Problem::ForbiddenCharacter { .. } => "forbidden-character",
            Problem::LineEnd { .. } => "line-end",
            Problem::PeopleWithoutNames { .. } => "people-without-names",
            Problem::UnclosedBold => "unclosed-bold",
            Problem::BadMeasure { .. } => "bad-measure",
            Problem::NegativeMeasure { .. } => "negative-measure",
            Problem::ZeroMeasure => "zero-measure",
            Problem::NoRoomInLine => "no-room-in-line",
            Problem::NoTypeArea { .. } => "no-type-area",
            Problem::UnknownName { .. } => "unknown-name",
            Problem::FaceWithoutPlace => "face-without-place",
            Problem::MissingStyle { .. } => "missing-style",
            Problem::StyleWithout { .. } => "style-without",
            Problem::SizeOutOfRange { .. } => "size-out-of-range",
            Problem::CircularLike { .. } => "circular-like",
            Problem::TooManyAlike { .. } => "too-many-alike",
            Problem::CircularExtends { .. } => "circular-extends",
            Problem::TooManyExtends { .. } => "too-many-extends",
            Problem::BadTemplate { .. } => "bad-template",
            Problem::EmptyRow => "empty-row",
            Problem::RowNotHere { .. } => "row-not-here",
            Problem::LinesNotHere => "lines-not-here",
            Problem::SignatureWithoutWidth => "signature-without-width",
            Problem::MeasureWithoutSubject => "measure-without-subject",
            Problem::MeasureWithoutValue => "measure-without-value",
            Problem::BadEdge { .. } => "bad-edge",
            Problem::LayoutNeeds { .. } => "layout-needs",
            Problem::UndeclaredField { .. } => "undeclared-field",
            Problem::NotSet { .. } => "not-set",
            Problem::BadLayout { .. } => "bad-layout",
            Problem::UnknownField { .. } => "unknown-field",
            Problem::RowsTooTall { .. } => "rows-too-tall",
            Problem::RunningHeadTooTall => "running-head-too-tall",
            Problem::RowsOverlap { .. } => "rows-overlap",
            Problem::InkOffPage { .. } => "ink-off-page",
            Problem::InkOutsideTypeArea { .. } => "ink-outside-type-area",
            Problem::NoRoomForSignature => "no-room-for-signature",
            Problem::NoTextOnFirstPage => "no-text-on-first-page",
            Problem::EmptyLines { .. } => "empty-lines",
            Problem::TooManyOrgans { .. } => "too-many-organs",
            Problem::RowTooWide { .. } => "row-too-wide",
            Problem::TextTooLong(_) => "text-too-long",
            Problem::TooManyPages { .. } => "too-many-pages",
            Problem::ForcedBreak => "forced-break",
            Problem::ReliefBreak => "relief-break",
            Problem::NoEmbedding { .. } => "no-embedding",
            Problem::CollectionWithoutFile => "collection-without-file",
            Problem::EmbeddingNotStated { .. } => "embedding-not-stated",
            Problem::VariableFace { .. } => "variable-face",
            Problem::WeightNotUsed { .. } => "weight-not-used",
            Problem::FirstOfCollection { .. } => "first-of-collection",
            Problem::ForeignGlyph { .. } => "foreign-glyph",
            Problem::NoPages => "no-pages",
            Problem::PageSize { .. } => "page-size",
            Problem::PictureSize { .. } => "picture-size",
            Problem::PdfWriter { .. } => "pdf-writer",
            Problem::BadProfile { .. } => "bad-profile",
            Problem::Unstated { .. } => "unstated",
            Problem::SpotOfTwoColours { .. } => "spot-of-two-colours",
            Problem::ReservedInk { .. } => "reserved-ink",
            Problem::NoSuchPage { .. } => "no-such-page",
            Problem::SeveralPagesToOneStream { .. } => "several-pages-to-one-stream",
            Problem::SlipsWithoutRecipients => "slips-without-recipients",
            Problem::NoCopies => "no-copies",
            Problem::CopiesDiffer { .. } => "copies-differ",
            Problem::NumbersRunOut { .. } => "numbers-run-out",
            Problem::NoPlaceForNumber { .. } => "no-place-for-number",
            Problem::SeveralPlacesForNumber { .. } => "several-places-for-number",
            Problem::DuplicateRecipient { .. } => "duplicate-recipient",
            Problem::AllotmentExceeds { .. } => "allotment-exceeds",
            Problem::UnclosedCell => "unclosed-cell",
            Problem::TableColumns { .. } => "table-columns",
            Problem::BadCopies { .. } => "bad-copies",
            Problem::WrongSum { .. } => "wrong-sum",
            Problem::TakenForTotal { .. } => "taken-for-total",
            Problem::NoCopiesFor { .. } => "no-copies-for",
            Problem::BadWorkbook { .. } => "bad-workbook",
            Problem::NoRecipients { .. } => "no-recipients",
            Problem::UnknownEncoding { .. } => "unknown-encoding",
            Problem::NoIssues { .. } => "no-issues",
            Problem::LinkLoop { .. } => "link-loop",
            Problem::BadNamePattern { .. } => "bad-name-pattern",
            Problem::SameOutput { .. } => "same-output",
            Problem::BatchRunning { .. } => "batch-running",
            Problem::ChangedMeanwhile { .. } => "changed-meanwhile",
            Problem::NoThreads { .. } => "no-threads",
            Problem::BadReport { .. } => "bad-report",
            Problem::VolumeLacks { .. } => "volume-lacks",
            Problem::NumberTwice { .. } => "number-twice",
            Problem::NumbersMissing { .. } => "numbers-missing",
            Problem::NumberNotRestarted { .. } => "number-not-restarted",
            Problem::DateBack { .. } => "date-back",
            Problem::TotalWrong { .. } => "total-wrong",
            Problem::UnknownKind { .. } => "unknown-kind",
            Problem::NotText { .. } => "not-text",
            Problem::OtherKind { .. } => "other-kind",
            Problem::BadWord { .. } => "bad-word-file",
            Problem::NothingToImport { .. } => "nothing-to-import",
            Problem::TooManyLines { .. } => "too-many-lines",
            Problem::ImportLacks { .. } => "import-lacks",
            Problem::WouldOverwrite { .. } => "would-overwrite",
            Problem::SeveralToOneFile { .. } => "several-to-one-file",
            Problem::UnknownLayout { .. } => "unknown-layout",
            Problem::LayoutNotToml { .. } => "layout-not-toml",
            Problem::OutsideFolders { .. } => "outside-folders",
            Problem::NotNamedToml { .. } => "not-named-toml",
        }
    }

    /// The file that it is about, where it has no place in a text.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Problem::CannotRead { path, .. }
            | Problem::CannotWrite { path, .. }
            | Problem::OutputIsInput { path, .. }
            | Problem::OutputTwice { path, .. }
            | Problem::WouldReplace { path, .. }
            | Problem::BadFont { path, .. }
            | Problem::NoEmbedding { path, .. }
            | Problem::EmbeddingNotStated { path }
            | Problem::VariableFace { path, .. }
            | Problem::WeightNotUsed { path, .. }
            | Problem::FirstOfCollection { path, .. }
            | Problem::NoRecipients { path }
            | Problem::BadWorkbook { path, .. }
            | Problem::UnknownEncoding { path }
            | Problem::BadProfile { path, .. }
            | Problem::FileTooLarge { path, .. }
            | Problem::LinkLoop { path, .. }
            | Problem::OutsideFolders { path }
            | Problem::NotNamedToml { path }
            | Problem::ChangedMeanwhile { path }
            | Problem::BadReport { path } => Some(path),
            _ => None,
        }
    }

    /// Whether it comes of syntax so broken that what follows may have been swallowed.
    pub fn breaks_syntax(&self) -> bool {
        matches!(
            self,
            Problem::Syntax { .. }
                | Problem::FullWidthMark { .. }
                | Problem::ColonForEquals { .. }
                | Problem::QuoteInText { .. }
                | Problem::UnclosedText
                | Problem::TextNotClosed { .. }
                | Problem::SeveralLines
        )
    }

    /// Who has to mend it.
    pub fn blame(&self) -> Blame {
        match self {
            Problem::CannotRead { .. }
            | Problem::CannotWrite { .. }
            | Problem::CannotServe { .. }
            | Problem::NoEditor { .. }
            | Problem::NoFace { .. }
            | Problem::BadFont { .. }
            | Problem::NoEmbedding { .. }
            | Problem::EmbeddingNotStated { .. }
            | Problem::PdfWriter { .. }
            | Problem::ForeignGlyph { .. }
            | Problem::BatchRunning { .. }
            | Problem::NoThreads { .. } => Blame::Machine,
            Problem::NoSuchPage { .. }
            | Problem::SeveralPagesToOneStream { .. }
            | Problem::NoCopies
            | Problem::SlipsWithoutRecipients
            | Problem::NumbersRunOut { .. }
            | Problem::PictureSize { .. }
            | Problem::NoIssues { .. }
            | Problem::BadEditor { .. }
            | Problem::BadNamePattern { .. }
            | Problem::UnknownKind { .. }
            | Problem::OutputIsInput { .. }
            | Problem::OutputTwice { .. }
            | Problem::WouldReplace { .. }
            | Problem::WouldOverwrite { .. }
            | Problem::SeveralToOneFile { .. } => Blame::CommandLine,
            _ => Blame::Input,
        }
    }
}

/// What the maker of a face does not allow (OpenType, OS/2 `fsType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// To embed it at all.
    Embedding,
    /// To embed its outlines; only its bitmaps may be embedded.
    Outlines,
    /// To embed only the glyphs that are used.
    Subsets,
}

/// A rule of the proofreader and its words, filled, in English and in Chinese.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proofread {
    /// The rule's name.
    pub rule: &'static str,
    /// What is wrong.
    pub says: [String; 2],
    /// How to mend it; may be empty.
    pub hint: [String; 2],
    /// On whose word the rule stands, with the clause.
    pub source: [String; 2],
    /// What a machine would replace.
    pub fix: Option<ProposedFix>,
}

/// A fix that a machine can apply to the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedFix {
    /// The bytes of the file that are replaced.
    pub span: std::ops::Range<usize>,
    /// What replaces them.
    pub text: String,
    /// Whether nothing else can have been meant.
    pub certain: bool,
}

/// Who has to mend a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Blame {
    /// Whoever wrote the file.
    Input,
    /// Whoever typed the command.
    CommandLine,
    /// Whoever keeps the machine: files, folders, fonts.
    Machine,
}

/// A side of a page or of its type area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The left one.
    Left,
    /// The right one.
    Right,
    /// The upper one.
    Top,
    /// The lower one.
    Bottom,
}
