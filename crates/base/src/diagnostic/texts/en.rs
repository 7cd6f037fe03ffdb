//! The words in English.

mod ink;
mod writing;

use std::path::PathBuf;

use super::words::{Words, character_name, example, megabytes, quoted, say, shown};
use crate::diagnostic::{
    MeasureFault, Problem, ProfileFault, Refusal, Statement, ValueKind, WordFault, WorkbookFault,
};
use crate::nearest::nearest;

pub(super) fn words(problem: &Problem) -> Words {
    match problem {
        Problem::Proofread(found) => Words {
            message: format!("{} [{}]", found.says[0], found.rule),
            label: String::new(),
            hint: Some(found.hint[0].clone()).filter(|hint| !hint.is_empty()),
        },
        Problem::CannotRead { path, reason } => say(
            format!("cannot read {}: {reason}", path.display()),
            "",
            "check the name and that you may read it",
        ),
        Problem::CannotWrite { path, fault } => writing::cannot_write(path, fault),
        Problem::OutputIsInput { path, input } => writing::output_is_input(path, input),
        Problem::OutputTwice { path, other } => writing::output_twice(path, other),
        Problem::WouldReplace { path, kind } => writing::would_replace(path, *kind),
        Problem::CannotServe { port, reason } => say(
            if *port == 0 {
                format!("cannot serve: {reason}")
            } else {
                format!("cannot serve at port {port}: {reason}")
            },
            "",
            "choose another port with --port, or none, and a free one is taken",
        ),
        Problem::BadEditor { command } => say(
            format!("{command:?} is no command"),
            "",
            "write a program and its arguments, with every quote closed, such as --editor 'code -g {file}:{line}'",
        ),
        Problem::NoEditor { program, reason } => say(
            format!("cannot start the editor {program}: {reason}"),
            "",
            "check the command that --editor gives",
        ),
        Problem::NoGlyph { character, role, missing, empty, others } => say(
            format!(
                "no face of the role {role} or of another role has the character {}{}{}{}",
                character_name(*character),
                if *others > 0 { format!(", used {} times", others + 1) } else { String::new() },
                if missing.is_empty() {
                    String::new()
                } else {
                    format!(", and of its faces {} could not be opened", missing.join(", "))
                },
                if empty.is_empty() {
                    String::new()
                } else {
                    format!(", and its glyph in {} has no outline", empty.join(", "))
                }
            ),
            "this character",
            if missing.is_empty() {
                "name a face that has it in the layout's role, or write another character".to_owned()
            } else {
                "put the missing files of fonts/ beside the program, or name their folder with --font-dir or \
                 $HONGTOU_FONTS"
                    .to_owned()
            },
        ),
        Problem::NoFace { role, tried } => say(
            format!("no face for the role {role} was found (tried {})", tried.join(", ")),
            "",
            "put the files of fonts/ beside the program, or name their folder with --font-dir or $HONGTOU_FONTS",
        ),
        Problem::BadFont { path, reason } => say(
            format!("{} is not a usable font: {reason}", path.display()),
            "",
            "replace the file, or take it out of the layout's role",
        ),
        Problem::FileTooLarge { path, size, limit } => say(
            match size {
                Some(size) => format!(
                    "{} has {}, more than the {} that are read",
                    path.display(),
                    megabytes(*size),
                    megabytes(*limit)
                ),
                None => format!("{} has more than the {} that are read", path.display(), megabytes(*limit)),
            },
            "",
            "check that this is the right file, or part it into several",
        ),
        Problem::OtherEncoding { encoding } => say(
            format!("the file is {}, not UTF-8", encoding.name()),
            "",
            "it is read all the same; save it as UTF-8 in the editor or with `hongtou check --fix`",
        ),
        Problem::NotUtf8 { byte, offset } => say(
            format!("the file is neither UTF-8 nor GBK or UTF-16: byte {byte:02X} at offset {offset}"),
            "this byte",
            "open the file in the program that wrote it, look for damaged characters, and save it as UTF-8",
        ),
        Problem::Syntax { reason } => say(
            format!("this is not TOML: {reason}"),
            "",
            "keys are written `key = \"text\"`, with ASCII marks; long texts stand between \"\"\" and \"\"\"",
        ),
        Problem::FullWidthMark { found, wanted, meant } => say(
            format!("the full-width mark {found} is used where TOML has the ASCII mark {wanted}"),
            format!("write {wanted}"),
            match meant {
                Some(meant) => format!("write {}", shown(meant)),
                None => {
                    "write the marks around keys and texts in ASCII; between the quotes any mark is allowed"
                        .to_owned()
                }
            },
        ),
        Problem::ColonForEquals { meant } => say(
            "a colon is used where TOML has an equals sign",
            "write =",
            match meant {
                Some(meant) => format!("write {}", shown(meant)),
                None => "put = between a key and its value".to_owned(),
            },
        ),
        Problem::QuoteInText { key, column, meant } => say(
            match key.as_str() {
                "" => format!(
                    "the text that begins in column {column} ends at this half-width quote, but more follows"
                ),
                key => format!(
                    "the text of {} that begins in column {column} ends at this half-width quote, but more follows",
                    quoted(key)
                ),
            },
            "the text ends here",
            match meant {
                Some(meant) => format!(
                    "write {}; quotes that belong to a text are “ and ”, or \\\" for a half-width one",
                    shown(meant)
                ),
                None => "write “ and ” for quotes that belong to the text, or \\\" for a half-width one"
                    .to_owned(),
            },
        ),
        Problem::TextNotClosed { before, meant } => say(
            "the text that begins here is not closed",
            "the text begins here",
            match (before, meant) {
                (_, Some(meant)) => {
                    format!(
                        "write {}; a text of several lines is written between \"\"\" and \"\"\"",
                        shown(meant)
                    )
                }
                (Some((line, text)), None) => {
                    format!("write \"\"\" on a line of its own before line {line}, {}", quoted(text))
                }
                (None, None) => "close it with the quotes that it begins with".to_owned(),
            },
        ),
        Problem::SeveralLines => say(
            "the text has several lines, but begins with a single quote",
            "the text begins here",
            "write a text of several lines between \"\"\" and \"\"\"",
        ),
        Problem::Unquoted { meant } => say(
            "the text has no quotes",
            "a text without quotes",
            match meant {
                Some(meant) => format!("write {}", shown(meant)),
                None => "write it between half-width quotes: \"…\"".to_owned(),
            },
        ),
        Problem::DateNotWritten { written, meant } => say(
            format!("{} is not how a date is written here", quoted(written)),
            "this date",
            format!("write {meant}, without quotes"),
        ),
        Problem::BadEscape => say(
            "this backslash begins no escape that TOML knows",
            "one backslash",
            "write two, or put the text between ''' and ''', where a backslash stands for itself",
        ),
        Problem::UnclosedText => say(
            "the text is not closed",
            "quotes are missing before this",
            "close it with the quotes that it began with; a text of several lines stands between \"\"\" and \"\"\"",
        ),
        Problem::DuplicateKey { key } => {
            say(format!("the key {} is there twice", quoted(key)), "the second one", "take one of them out")
        }
        Problem::UnknownKey { key, nearest, home, known } => say(
            format!("unknown key {}", quoted(key)),
            if nearest.is_some() { "no such key" } else { "no such key here" },
            match (home.as_deref(), nearest) {
                (_, Some(name)) => format!("did you mean `{name}`?"),
                (Some(""), None) => "move it to the head of the file, before the first [table]".to_owned(),
                (Some(home), None) => format!("move it below [{home}]"),
                (None, None) => format!("the keys here are: {}", known.join(", ")),
            },
        ),
        Problem::MissingKey { table, key, wanted } => {
            let whose = if table.is_empty() { "the file".to_owned() } else { quoted(table) };
            say(
                format!("{whose} has no {}", quoted(key)),
                if table.is_empty() { "" } else { "missing here" },
                format!("add `{}`", example(table, key, *wanted)),
            )
        }
        Problem::WrongType { key, wanted, found, meant } => say(
            format!("{} must be {}, not {}", quoted(key), any_of(wanted), found_kind(wanted, *found)),
            found_kind(wanted, *found),
            match meant {
                Some(meant) => format!("write {}", shown(meant)),
                None => how_to_write(wanted).to_owned(),
            },
        ),
        Problem::WholeDocumentNumber { code, number } => say(
            "`masthead.number` is the number alone, without the letters and the year",
            "a whole 发文字号",
            format!(
                "write {} and {}",
                shown(&format!("code = \"{code}\"")),
                shown(&format!("number = {number}"))
            ),
        ),
        Problem::OutOfRange { key, found, least, most } => say(
            format!("{} is out of range: {found}", quoted(key)),
            "",
            format!("write a number {}", bounds(least.as_deref(), most.as_deref())),
        ),
        Problem::EmptyText { key } => say(
            format!("{} is empty", quoted(key)),
            "nothing to set",
            "write its text; a key that is not needed can be left out",
        ),
        Problem::WrongCount { key, found, least, most } => {
            let [least, most] = [least, most].map(|bound| bound.map(|number| number.to_string()));
            say(
                format!("{} has {found} entries", quoted(key)),
                "",
                format!("write a number of entries {}", bounds(least.as_deref(), most.as_deref())),
            )
        }
        Problem::NotOneOf { key, found, allowed, nearest } => say(
            format!("{} cannot be {}", quoted(key), quoted(found)),
            "",
            match nearest {
                Some(word) => format!("did you mean \"{word}\"? allowed are: {}", allowed.join(", ")),
                None => format!("allowed are: {}", allowed.join(", ")),
            },
        ),
        Problem::ToFillIn => {
            say("something must still be filled in here", "still open", "put what is meant in its place")
        }
        Problem::NoSuchDate { written } => say(
            format!("the day {} does not exist", quoted(written)),
            "no such day",
            "write year-month-day as it is in the calendar: 2026-01-31",
        ),
        Problem::YearOutOfRange { year, least, most } => say(
            format!("no issue is of the year {year}"),
            "this year",
            format!("write a year from {least} to {most}"),
        ),
        Problem::ForbiddenCharacter { character } => say(
            format!("the character {} cannot be set", character_name(*character)),
            "this character",
            "take it out; it often comes along when text is copied from another program",
        ),
        Problem::LineEnd { key } => say(
            format!("{} has a line end, but is one line", quoted(key)),
            "the line ends here",
            "write it on one line, between \" and \"",
        ),
        Problem::PeopleWithoutNames { label } => say(
            format!("the list {} must have either `names` or `text`", quoted(label)),
            "the list with this label",
            "write names = [\"…\", \"…\"] to set them in columns, or text = \"…\" as running text",
        ),
        Problem::UnclosedBold => say(
            "`**` is not closed in this paragraph",
            "opened here",
            "write `**` where the bold ends, or take this one out",
        ),
        Problem::BadMeasure { text, fault } => bad_measure(text, fault),
        Problem::NegativeMeasure { text } => {
            say(format!("{} is less than nothing", quoted(text)), "", "write a measure of zero or more")
        }
        Problem::ZeroMeasure => say("this measure is nothing", "", "write a measure above zero"),
        Problem::NoRoomInLine => say(
            "the style leaves no room for a character on a line of the page",
            "",
            "make its size or its indents smaller, or the type area larger",
        ),
        Problem::NoTypeArea { direction } => say(
            format!("the margins leave no type area in the page's {direction}"),
            "less than 10 mm is left",
            "make the page larger or the margins smaller",
        ),
        Problem::UnknownName { kind, name, known } => say(
            format!("there is no {kind} {}", quoted(name)),
            "",
            match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are: {}", known.join(", ")),
            },
        ),
        Problem::FaceWithoutPlace => say(
            "a face needs a family or a file, and not both",
            "",
            "write family = \"…\" for an installed face, or file = \"….ttf\"",
        ),
        Problem::MissingStyle { name } => {
            say(format!("the layout has no style `{name}`"), "", format!("add a table [styles.{name}]"))
        }
        Problem::StyleWithout { properties } => say(
            format!("the style has no {}", properties.join(" and no ")),
            "",
            format!(
                "add {}, or like = \"…\" with the name of a style that has it",
                properties.iter().map(|name| format!("{name} = \"…\"")).collect::<Vec<_>>().join(" and ")
            ),
        ),
        Problem::SizeOutOfRange { smallest, largest } => say(
            "characters cannot be set in this size",
            "",
            format!("write a size from {} to {} pt", smallest.to_pt(), largest.to_pt()),
        ),
        Problem::CircularLike { chain } => say(
            format!("styles are like each other in a circle: {}", chain.join(" → ")),
            "",
            "take one `like` out",
        ),
        Problem::TooManyAlike { most } => say(
            format!("this style is like another one through more than {most} others"),
            "",
            "name a style in `like` that is nearer to the one whose values it takes",
        ),
        Problem::CircularExtends { chain } => say(
            format!("layouts extend each other in a circle: {}", chain.join(" → ")),
            "",
            "take one `extends` out",
        ),
        Problem::TooManyExtends { most } => say(
            format!("more than {most} layouts extend each other in a row"),
            "",
            "put some of them together into one layout, or extend one that is nearer to the bundled layouts",
        ),
        Problem::BadTemplate { text } => say(
            format!("a brace in {} has no partner", quoted(text)),
            "",
            "write fields as {masthead.number}, and a brace itself as {{ or }}",
        ),
        Problem::EmptyRow => {
            say("the row holds nothing", "", "give it left, centre or right, or paragraph, or rule")
        }
        Problem::RowNotHere { part } => say(
            format!("a row of this kind cannot stand in {part}"),
            "",
            "rules and stacks stand in masthead and imprint; bodies, lists and signatures in article, closing \
             and attachment",
        ),
        Problem::LinesNotHere => say(
            "a text can take several lines only where it is alone in the middle of a row",
            "",
            "leave `lines` out, or give the row `centre` alone, in masthead or imprint",
        ),
        Problem::SignatureWithoutWidth => {
            say("the seal or stamp has no width", "", "give it width = \"42mm\", or kind = \"plain\"")
        }
        Problem::MeasureWithoutSubject => say(
            "the measure does not say what is measured",
            "",
            "give it from = \"page.top\" and to = \"type-area.top\", or of = \"body.size\"",
        ),
        Problem::MeasureWithoutValue => {
            say("the measure does not say what it should be", "", "give it is, least or most")
        }
        Problem::BadEdge { text } => say(
            format!("{} is no edge of an element", quoted(text)),
            "",
            "write the element, a full stop and the edge, such as masthead.name.ink-top",
        ),
        Problem::LayoutNeeds { layout, name } => say(
            format!("the layout {layout} needs `{name}`, and the issue does not have it"),
            "",
            match name.rsplit_once('.') {
                Some((table, key)) => format!("add {key} to the table {table}"),
                None => format!("add {name}"),
            },
        ),
        Problem::UndeclaredField { layout, name, known } => say(
            format!("the layout {layout} has no field {}", quoted(name)),
            "",
            match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => "take it out, or choose a layout that declares it".to_owned(),
                None => format!("there are: {}", known.join(", ")),
            },
        ),
        Problem::NotSet { layout, name } => say(
            format!("the layout {layout} does not set `{name}`, so it is not on the pages"),
            "",
            "take it out, or choose a layout that sets it",
        ),
        Problem::BadLayout { reason } => say(
            format!("the layout cannot be read: {reason}"),
            "",
            "see `hongtou schema --layout` for what it may hold",
        ),
        Problem::UnknownField { layout, name, known } => say(
            format!("the layout {layout} names the field {}, which no issue has", quoted(name)),
            "",
            match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are: {}", known.join(", ")),
            },
        ),
        Problem::RowsTooTall { part } => say(
            format!("the {part} is taller than the type area of a page"),
            "",
            "shorten its texts, or make its sizes and gaps smaller in the layout",
        ),
        Problem::RunningHeadTooTall => say(
            "the running head does not fit into the margin above the type area".to_owned(),
            "",
            "shorten its text, or make its size or its `bottom` smaller in the layout",
        ),
        Problem::RowsOverlap { row, other, page } => ink::overlap(row, other, *page),
        Problem::InkOffPage { element, text, page, side, by } => {
            ink::off_page(element, text, *page, (*side, *by))
        }
        Problem::InkOutsideTypeArea { element, text, page, side, by } => {
            ink::outside(element, text, *page, (*side, *by))
        }
        Problem::NoRoomForSignature => say(
            "a row of the signature with its seals does not fit on a page with two lines of the text above it",
            "",
            "make the seal smaller in the layout, or the number of lines on a page larger",
        ),
        Problem::NoTextOnFirstPage => say(
            "page 1 shows no text of the document (GB/T 9704 7.3.3)",
            "the text begins here, on a later page",
            "name fewer addressees above the text (7.3.2 moves long lists to the imprint) or fewer organs in the \
             masthead, or shorten the title",
        ),
        Problem::EmptyLines { page, lines, most } => say(
            format!("page {page} ends with {lines} empty lines, more than the {most} that the layout allows"),
            "this had no room there",
            "lengthen or shorten a paragraph before this one by a few characters, so that its lines are others",
        ),
        Problem::TooManyOrgans { count, most, size } => say(
            format!(
                "{count} organs in the red head leave page 1 no room for the text (GB/T 9704 7.3.3): at {} pt, the \
                 smallest size of their style, it has room for {most}",
                size.to_pt()
            ),
            "",
            "write `lead_organ_only = true` below `organs`, so that the head names the leading organ alone, as the \
             《党政机关公文处理工作条例》 permits in article 9 (5); or shorten the title or the addressees",
        ),
        Problem::RowTooWide { text } => say(
            format!("the texts {} have no room beside each other", quoted(text)),
            "",
            "shorten them, or give them rows of their own in the layout",
        ),
        Problem::TextTooLong(long) => say(
            format!(
                "{}{} has {} characters, and a line holds {}: at {}{}",
                if long.is_name { "the name " } else { "the text " },
                quoted(&long.text),
                long.text.chars().count(),
                long.most,
                format_args!("{} pt", long.size.to_pt()),
                match long.percent {
                    100 => ", the smallest size of its style".to_owned(),
                    percent => format!(", condensed to {percent} %, the limits of its style"),
                }
            ),
            "",
            if long.is_name && long.lines > 1 {
                "write the standard short name of the organ (GB/T 9704 7.2.4), or let a layout of your own set the \
                 name smaller (`min_size`) or narrower (`condense`); no line end may be inside a word"
            } else if long.is_name {
                "write the standard short name of the organ (GB/T 9704 7.2.4), or let a layout of your own set the \
                 name on two lines (`lines = 2` in its row), smaller (`min_size`) or narrower (`condense`)"
            } else {
                "shorten it, or allow a smaller `min_size` or `condense` in its style in a layout of your own"
            },
        ),
        Problem::TooManyPages { limit } => {
            say(format!("the document has more than {limit} pages"), "", "part it into several issues")
        }
        Problem::ForcedBreak => say(
            "a word or number longer than the line was parted",
            "parted here",
            "write a space or a zero width space where it may be parted",
        ),
        Problem::ReliefBreak => say(
            "marks in a row were parted, for the line had no other end",
            "parted here",
            "write the sentence another way, or make the line longer",
        ),
        Problem::NoEmbedding { path, name, refusal } => say(
            format!(
                "the maker of the face {name} ({}) does not allow {}",
                path.display(),
                match refusal {
                    Refusal::Embedding => "it to be embedded in a PDF (fsType 2)",
                    Refusal::Outlines =>
                        "its outlines to be embedded in a PDF, only its bitmaps (fsType 200)",
                    Refusal::Subsets => {
                        "a part of it to be embedded, only the whole face (fsType 100), which hongtou does not do"
                    }
                }
            ),
            "",
            "name another face in the layout's role, or use a copy of the face whose licence allows it",
        ),
        Problem::CollectionWithoutFile => say(
            "`index` and `face` choose among the faces of a file, and this face is looked for by `family`",
            "",
            "write `file` instead of `family`, or write the name of the face as `family`",
        ),
        Problem::EmbeddingNotStated { path } => say(
            format!(
                "{} does not say whether it may be embedded in a PDF, because it has no OS/2 table; it is embedded",
                path.display()
            ),
            "",
            "look into the licence of the face before the PDF is passed on",
        ),
        Problem::VariableFace { path, style, weight, from, to } => say(
            format!(
                "{} is a variable font and is set in the weight {weight}{}",
                path.display(),
                style.as_ref().map(|style| format!(" ({style})")).unwrap_or_default()
            ),
            "",
            format!(
                "write `weight = {weight}` beside it in the layout's role, or another weight from {from} to {to}"
            ),
        ),
        Problem::WeightNotUsed { path, weight, own } => say(
            format!(
                "the weight {weight} is asked for, but {} is not a variable font and has only the weight {own}",
                path.display()
            ),
            "",
            "take `weight` out, or name the file of the face that has this weight",
        ),
        Problem::FirstOfCollection { path, faces } => say(
            format!(
                "{} has several faces and none is named as the one for simplified Chinese; the first is used",
                path.display()
            ),
            "",
            format!(
                "choose one by `index` or `face` beside it in the layout's role; it has: {}",
                faces.join(", ")
            ),
        ),
        Problem::ForeignGlyph { face, glyph } => say(
            format!("the pages show glyph {glyph} of face {face}, which the fonts do not have"),
            "",
            "write the pages with the fonts that they were made with; if you did, please report it",
        ),
        Problem::NoPages => say("there is no page to write".to_owned(), "", "ask for pages that exist"),
        Problem::PageSize { page, width, height } => say(
            format!("page {page} measures {:.1} × {:.1} mm", width.to_mm(), height.to_mm()),
            "",
            "a PDF's pages measure from 1.1 mm to 5080 mm; correct the layout's page",
        ),
        Problem::PictureSize { dpi, width, height } => say(
            format!(
                "a page of {:.1} × {:.1} mm at {dpi} dpi makes no picture",
                width.to_mm(),
                height.to_mm()
            ),
            "",
            "choose --dpi from 10 to 2400, so that a page has at most 200 million pixels",
        ),
        Problem::PdfWriter { reason } => say(
            format!("the PDF could not be put together: {reason}"),
            "",
            "please report it with the issue file",
        ),
        Problem::BadProfile { path, fault } => say(
            format!(
                "{} is not the profile of a CMYK printing process: {}",
                path.display(),
                profile_fault(fault)
            ),
            "",
            "ask the print shop for the ICC profile of its press and paper, or name none to take FOGRA39",
        ),
        Problem::Unstated { what } => say(
            format!(
                "the document does not say its {}, which PDF/X, PDF/A or PDF/UA ask for",
                statement(*what)
            ),
            "",
            match what {
                Statement::Title => {
                    "give the layout a `title` in [document] that is not empty, or write with --profile plain"
                }
                Statement::Date => "give the issue a date, or write with --profile plain",
                Statement::Language => {
                    "give the layout a `language` in [text], or write with --profile plain"
                }
            },
        ),
        Problem::SpotOfTwoColours { ink } => say(
            format!("the spot ink {} stands for two different mixtures of process inks", quoted(ink)),
            "",
            "give all colours of the layout that name this ink the same `cmyk`, or name two inks",
        ),
        Problem::ReservedInk { ink } => say(
            format!(
                "a spot ink cannot be called {}: the name has a meaning of its own in a PDF",
                quoted(ink)
            ),
            "",
            "give the layout's colour the name that is on the tin, or leave `spot` out to print process inks",
        ),
        Problem::NoSuchPage { page, pages } => say(
            format!("there is no page {page}: the document has {pages}"),
            "",
            "name pages that exist, with --pages",
        ),
        Problem::SeveralPagesToOneStream { pages } => say(
            format!("{pages} pages cannot go to one stream as pictures"),
            "",
            "choose one page with --pages, or write to files with -o",
        ),
        Problem::NoCopies => say(
            "nobody said how many copies are printed",
            "",
            "write copies = … under [distribution], or say it with --copies",
        ),
        Problem::SlipsWithoutRecipients => say(
            "slips are wanted, and nobody said who receives copies",
            "",
            "name them under [[distribution.allotment]] or in a table with --allotment, or leave --slips out",
        ),
        Problem::CopiesDiffer { printed, ordered } => say(
            format!("{ordered} copies are printed, and the issue says {printed}"),
            "what the page says",
            "correct copies in the issue, or leave --copies out",
        ),
        Problem::NumbersRunOut { first, copies, digits } => say(
            format!("{copies} copies from number {first} on do not fit into {digits} digits"),
            "",
            "begin with a lower --first-number, or print fewer copies",
        ),
        Problem::NoPlaceForNumber { layout } => say(
            format!("the layout {layout} has no place for the number of a copy"),
            "",
            "give its masthead a row with \"{masthead.copy_number}\" and a face that has digits",
        ),
        Problem::SeveralPlacesForNumber { layout, places } => say(
            format!("the layout {} shows the number of a copy in {places} places", quoted(layout)),
            "",
            "leave {masthead.copy_number} in one row of the layout; only one can be counted on from copy to copy",
        ),
        Problem::DuplicateRecipient { name, first_line } => say(
            format!("{} is there twice", quoted(name)),
            "for the second time",
            format!("it stands in line {first_line} already: add the copies up, or tell the two apart"),
        ),
        Problem::AllotmentExceeds { allotted, copies } => say(
            format!("{allotted} copies are given away, and {copies} are printed"),
            "here there are none left",
            format!("take {} away, or print more", allotted.saturating_sub(u64::from(*copies))),
        ),
        Problem::UnclosedCell => say(
            "the quotation mark at the beginning of this cell is not closed at its end",
            "opened here",
            "write a second one at the end of the cell, or take this one out; one inside a quoted cell is \"\"",
        ),
        Problem::TableColumns { found } => say(
            format!("a row with {found} column{}", if *found == 1 { "" } else { "s" }),
            "this row",
            "write recipient and copies, or a first row with 收文单位 and 份数 above their columns",
        ),
        Problem::BadCopies { text, most } if text.is_empty() => say(
            "this row has no number of copies",
            "here",
            format!("write a whole number from 1 to {most}, or 0 for an office that gets none"),
        ),
        Problem::BadCopies { text, most } => say(
            format!("{} is no number of copies", quoted(text)),
            "not a number of copies",
            format!("write a whole number from 1 to {most}"),
        ),
        Problem::WrongSum { written, sum } => say(
            format!("the sum says {}, and the rows above it give {sum}", quoted(written)),
            "this sum",
            "correct the sum or the rows",
        ),
        Problem::TakenForTotal { name, sum } => say(
            format!(
                "the last row, {}, is the sum of the rows above it, and is taken for their total",
                quoted(name)
            ),
            "not a recipient",
            format!("if it is a recipient, add a row with 合计 and {} below it", sum.saturating_mul(2)),
        ),
        Problem::NoCopiesFor { name } => say(
            format!("{} gets no copies, and is left out", quoted(name)),
            "no copies",
            "remove the row, or correct the number",
        ),
        Problem::BadWorkbook { path, fault } => match fault {
            WorkbookFault::OldForm => say(
                format!("{} is a workbook of the old form, or has a password", path.display()),
                "",
                "save it as .xlsx or as CSV, without a password",
            ),
            WorkbookFault::TooLarge => say(
                format!("{} has far more cells than a list of recipients", path.display()),
                "",
                "copy the list into a workbook of its own",
            ),
            WorkbookFault::Damaged { reason } => say(
                format!("{} cannot be read as a workbook: {reason}", path.display()),
                "",
                "open it in Excel or WPS, and save it as .xlsx or as CSV",
            ),
        },
        Problem::NoRecipients { path } => say(
            format!("{} names no recipient", path.display()),
            "",
            "write a row for each: the office, a comma, its copies",
        ),
        Problem::UnknownEncoding { path } => {
            say(format!("{} is neither UTF-8 nor GB 18030", path.display()), "", "save it as CSV UTF-8")
        }
        Problem::UnknownKind { path } => say(
            format!("{} is of no kind that can be imported", path.display()),
            "",
            "name a file that ends with .docx, .md or .txt",
        ),
        Problem::OtherKind { path, is } => say(
            format!("{} is a {is} file, whatever its name says", path.display()),
            "",
            "open it in the program that shows it, and save it as .docx or as text",
        ),
        Problem::NotText { path } => say(
            format!("{} is no text: neither UTF-8 nor GB 18030 nor UTF-16 with its mark", path.display()),
            "",
            "open it in the program that wrote it, and save it as text in UTF-8",
        ),
        Problem::BadWord { path, fault } => {
            let (what, hint) = word_fault(fault);
            say(format!("{} cannot be imported: {what}", path.display()), "", hint)
        }
        Problem::NothingToImport { path } => say(
            format!("there is no text in {}", path.display()),
            "",
            "look whether it is a picture of text; that has to be recognised first",
        ),
        Problem::TooManyLines { path, lines, most } => say(
            format!("{} has {lines} lines or paragraphs, more than the {most} that are read", path.display()),
            "",
            "look whether it is the right file, or split it",
        ),
        Problem::ImportLacks { path, keys } => say(
            format!("{} was written, and lacks {}", path.display(), keys.join(", ")),
            "",
            "write them in where the file says that they were not found",
        ),
        Problem::WouldOverwrite { path } => say(
            format!("{} is there already", path.display()),
            "",
            "choose another name with -o, or write over it with --force",
        ),
        Problem::SeveralToOneFile { path, files } => say(
            format!("{files} files would be written to {}", path.display()),
            "",
            "name a folder that exists with -o",
        ),
        Problem::NoIssues { paths } => say(
            format!("there is no issue in {}", list_of(paths)),
            "",
            "name issues, folders with issues, or patterns such as issues/*.toml",
        ),
        Problem::LinkLoop { path, back_to } => say(
            format!("{} leads back to {} and was not followed", path.display(), back_to.display()),
            "",
            "remove the link, or name the folders that are meant",
        ),
        Problem::BadNamePattern { part, known } => say(
            format!("{} is no part of a pattern for names", quoted(part)),
            "",
            match nearest(part.trim_matches(['{', '}']), known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean {{{near}}}?"),
                None => format!(
                    "write fields as {{number}}, or {{number:03}} for three digits; there are: {}",
                    known.join(", ")
                ),
            },
        ),
        Problem::SameOutput { output, issues } => say(
            format!("{} would both be written to {output}", list_of(issues)),
            "",
            "take one of them out, or tell them apart with --name, such as --name \"{folder}/{stem}\"",
        ),
        Problem::BatchRunning { folder } => say(
            format!("another batch is writing to {}", folder.display()),
            "",
            "wait for it to end, choose another folder with -o, or give each a part of the work with --shard",
        ),
        Problem::ChangedMeanwhile { path } => say(
            format!("{} was changed while the batch was running", path.display()),
            "",
            "run the batch again; what is done is not done again",
        ),
        Problem::NoThreads { reason } => {
            say(format!("the machine gives no threads: {reason}"), "", "ask for fewer with --jobs")
        }
        Problem::BadReport { path } => say(
            format!("{} is no report of a batch", path.display()),
            "",
            "name reports that --report FILE.json wrote, with this version of the program",
        ),
        Problem::VolumeLacks { path, lacking } => say(
            format!("{} was not bound: {lacking} of its issues could not be set", path.display()),
            "",
            "mend them and run the batch again; what is done is not done again",
        ),
        Problem::NumberTwice { title, year, number, other } => say(
            format!("{title}: number {number} of {year} is also that of {}", other.display()),
            "the second one",
            "correct one of the two numbers",
        ),
        Problem::NumbersMissing { title, year, first, last } => say(
            match first == last {
                true => format!("{title}: number {first} of {year} is missing or cannot be read"),
                false => {
                    format!("{title}: numbers {first} to {last} of {year} are missing or cannot be read")
                }
            },
            "missing before this",
            "add the missing issues, or correct the number",
        ),
        Problem::NumberNotRestarted { title, year, number } => say(
            format!("{title}: {year} begins with number {number}, which counts on from the year before"),
            "not 1",
            "begin at 1 in a new year; only the total goes on",
        ),
        Problem::DateBack { title, number, other } => say(
            format!("{title}: number {number} is dated before {}, which has a lower number", other.display()),
            "earlier than the number before",
            "correct the date or the number",
        ),
        Problem::TotalWrong { title, found, due } => say(
            format!("{title}: the total number is {found}, and {due} is due"),
            "does not count on",
            "correct the total number; it counts on over the years",
        ),
        Problem::OutsideFolders { path } => say(
            format!("{} is outside the folders that files are read from", path.display()),
            "named here",
            "put it into the folder of this file, or put an empty file hongtou.toml into the folder of the whole \
             project, or allow its folder with --allow-dir",
        ),
        Problem::NotNamedToml { path } => say(
            format!("{} has errors, and its name is not that of a TOML file", path.display()),
            "",
            "check that this is the right file; the errors are shown once its name ends in .toml",
        ),
        Problem::LayoutNotToml { name } => say(
            format!("`{name}` is not the name of a layout file"),
            "this file",
            "a layout file ends in .toml; `hongtou layouts` lists the bundled layouts",
        ),
        Problem::UnknownLayout { name, nearest, known } => say(
            format!("there is no layout {}", quoted(name)),
            "no such layout",
            match nearest {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("the layouts are: {}; or name a .toml file", known.join(", ")),
            },
        ),
    }
}

/// Paths as a message names them; of many, the first ones.
fn list_of(paths: &[PathBuf]) -> String {
    const SHOWN: usize = 5;
    let mut names: Vec<String> = paths.iter().take(SHOWN).map(|path| path.display().to_string()).collect();
    if paths.len() > SHOWN {
        names.push(format!("{} more", paths.len() - SHOWN));
    }
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// That there are more diagnostics than are shown.
pub(super) fn more(count: usize) -> String {
    format!("and {count} more; mend these first, or see all with `hongtou check --format json`")
}

/// What is wrong with a Word file, and how to mend it.
fn word_fault(fault: &WordFault) -> (String, &'static str) {
    const SAVE: &str = "open it in Word, WPS or LibreOffice, and save it as .docx again";
    const SOURCE: &str = "ask where it comes from; do not open it elsewhere";
    match fault {
        WordFault::OldOrEncrypted => ("it is of the old Word, or encrypted".to_owned(), SAVE),
        WordFault::Truncated => {
            ("it is no .docx, or its end is missing".to_owned(), "copy it anew from where it came")
        }
        WordFault::NoDocument => ("it has no part word/document.xml".to_owned(), SAVE),
        WordFault::Damaged { part, reason } => (format!("{part} is damaged ({reason})"), SAVE),
        WordFault::TooManyParts { parts, most } => {
            (format!("it has {parts} parts, more than the {most} that are read"), SOURCE)
        }
        WordFault::TooLong { part, limit } => (
            format!("{part} has more than the {} that are read", megabytes(*limit)),
            "part it into several files",
        ),
        WordFault::Bomb { part, times } => {
            (format!("{part} becomes {times} times as long when it is unpacked, as no document does"), SOURCE)
        }
        WordFault::UnsafeName { name } => {
            (format!("the name of its part {} leads out of the file", quoted(name)), SOURCE)
        }
        WordFault::Doctype { part } => {
            (format!("{part} defines a document type, as Word never does"), SOURCE)
        }
        WordFault::Entity { part, entity } => {
            (format!("{part} has the unknown entity {}", quoted(entity)), SAVE)
        }
    }
}

fn bad_measure(text: &str, fault: &MeasureFault) -> Words {
    const EXAMPLES: &str = "write for example \"156mm\", \"16pt\", \"2em\", \"1line\" or \"三号\"";
    let text = quoted(text);
    match fault {
        MeasureFault::Unread => {
            say(format!("{text} is not a measure"), "a number with a unit is wanted", EXAMPLES)
        }
        MeasureFault::NoUnit => {
            say(format!("{text} has no unit"), "a number with a unit is wanted", EXAMPLES)
        }
        MeasureFault::TooLong { longest } => say(
            format!("{text} is too long: a length of a layout is {} m at most", longest.to_mm() / 1000.0),
            "",
            "write a shorter length",
        ),
        MeasureFault::TooMany { most } => {
            say(format!("{text} is too large: {most} em or lines is the most"), "", "write a smaller number")
        }
        MeasureFault::NotFixed => say(
            format!("{text} cannot be used here: em and lines depend on a style or the grid"),
            "a length in mm, cm or pt is wanted",
            "write for example \"156mm\", \"16pt\" or \"三号\"",
        ),
        MeasureFault::NotEm => say(
            format!("{text} cannot be used here: a share of the character's size is wanted"),
            "a number with `em` is wanted",
            "write for example \"0.25em\"",
        ),
    }
}

fn profile_fault(fault: &ProfileFault) -> String {
    match fault {
        ProfileFault::NotIcc => "it is no ICC profile".to_owned(),
        ProfileFault::Length { said, found } => {
            format!("it says that it has {said} bytes and has {found}; it may be cut off")
        }
        ProfileFault::Version { major } => format!("its version is {major}, and PDF takes up to 4"),
        ProfileFault::NotOutput => {
            "it describes a screen, a scanner or a link, and no printing process".to_owned()
        }
        ProfileFault::NotCmyk => "its colours are not cyan, magenta, yellow and black".to_owned(),
        ProfileFault::NoTables => "it lacks the table from inks to colours, or the one back".to_owned(),
        ProfileFault::Unreadable { reason } => format!("its tables cannot be read ({reason})"),
    }
}

fn statement(what: Statement) -> &'static str {
    match what {
        Statement::Title => "title",
        Statement::Date => "date",
        Statement::Language => "language",
    }
}

fn kind(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Text => "a text",
        ValueKind::Whole => "a whole number",
        ValueKind::Number => "a number",
        ValueKind::Truth => "true or false",
        ValueKind::Date => "a date",
        ValueKind::Time => "a time",
        ValueKind::List => "a list",
        ValueKind::Tables => "a list of tables",
        ValueKind::Table => "a table",
    }
}

/// What was found, distinguished from what is wanted: TOML takes `1e9` for a number that need not be whole.
fn found_kind(wanted: &[ValueKind], found: ValueKind) -> &'static str {
    match found {
        ValueKind::Number if wanted.contains(&ValueKind::Whole) => "one with a decimal point or an exponent",
        other => kind(other),
    }
}

fn any_of(kinds: &[ValueKind]) -> String {
    kinds.iter().map(|&each| kind(each)).collect::<Vec<_>>().join(" or ")
}

fn how_to_write(kinds: &[ValueKind]) -> &'static str {
    match kinds.first() {
        Some(ValueKind::Text) => "put it between quotes: \"…\"",
        Some(ValueKind::Whole) => "write ASCII digits without quotes: 12",
        Some(ValueKind::Number) => "write ASCII digits without quotes: 1.5",
        Some(ValueKind::Truth) => "write true or false, without quotes",
        Some(ValueKind::Date | ValueKind::Time) => "write year-month-day without quotes: 2026-01-31",
        Some(ValueKind::List) => "put it between brackets: […]",
        Some(ValueKind::Tables) => "write its name in double brackets, [[…]], with the keys below it",
        Some(ValueKind::Table) | None => "write its name in brackets, […], with the keys below it",
    }
}

fn bounds(least: Option<&str>, most: Option<&str>) -> String {
    match (least, most) {
        (Some(least), Some(most)) => format!("from {least} to {most}"),
        (Some(least), None) => format!("of at least {least}"),
        (None, Some(most)) => format!("of at most {most}"),
        (None, None) => "that is not so large".to_owned(),
    }
}
