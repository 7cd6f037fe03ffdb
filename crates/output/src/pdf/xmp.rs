//! What the document says of itself, as XMP, and which standards it follows
//! (ISO 15930-7; ISO 19005-2, 6.6; ISO 14289-1, 5).

use xmlwriter::{Indent, Options, XmlWriter};

use super::settings::Standards;
use super::stated::{MAKER, Stated};
use hongtou_base::xml;

/// Stands in the file until its content is known; as long as the identifier, and the last that the packet says.
pub(super) const NO_ID: &str = "uuid:00000000-0000-0000-0000-000000000000";

const HEAD: &str = "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n";
const TAIL: &str = "<?xpacket end=\"r\"?>";

const NAMESPACES: [(&str, &str); 7] = [
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
    ("pdf", PDF),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfxid", PDFX_ID),
];
const PDF: &str = "http://ns.adobe.com/pdf/1.3/";
const PDFX_ID: &str = "http://www.npes.org/pdfx/ns/id/";
const PDFUA_ID: &str = "http://www.aiim.org/pdfua/ns/id/";

/// A property of a namespace that PDF/A does not know, and how it is described (ISO 19005-2, 6.6.2.3).
struct Extension {
    schema: &'static str,
    namespace: &'static str,
    prefix: &'static str,
    property: &'static str,
    value: &'static str,
    category: &'static str,
    description: &'static str,
}

/// PDF/A knows what XMP had in 2005, which is `pdf` without Trapped, and its own.
const EXTENSIONS: [Extension; 3] = [
    Extension {
        schema: "PDF/X identification",
        namespace: PDFX_ID,
        prefix: "pdfxid",
        property: "GTS_PDFXVersion",
        value: "Text",
        category: "internal",
        description: "The version of PDF/X that the file follows",
    },
    Extension {
        schema: "PDF/UA identification",
        namespace: PDFUA_ID,
        prefix: "pdfuaid",
        property: "part",
        value: "Integer",
        category: "internal",
        description: "The part of PDF/UA that the file follows",
    },
    Extension {
        schema: "Adobe PDF",
        namespace: PDF,
        prefix: "pdf",
        property: "Trapped",
        value: "Text",
        category: "internal",
        description: "Whether the file was trapped",
    },
];

/// The packet. Its last identifier is [`NO_ID`].
pub(super) fn packet(stated: &Stated, standards: Standards) -> Vec<u8> {
    let mut xml = Packet(XmlWriter::new(Options { indent: Indent::Spaces(1), ..Options::default() }));
    xml.start("x:xmpmeta");
    xml.attribute("xmlns:x", "adobe:ns:meta/");
    xml.start("rdf:RDF");
    for (prefix, namespace) in NAMESPACES.into_iter().chain([("pdfuaid", PDFUA_ID)]) {
        xml.attribute(&format!("xmlns:{prefix}"), namespace);
    }
    xml.start("rdf:Description");
    xml.attribute("rdf:about", "");
    xml.standards(standards);
    xml.document(stated, standards);
    if standards.a2u && (standards.x4 || standards.ua1) {
        xml.extensions(standards);
    }
    // Last, so that the search from the file's end finds it and nothing that a title says.
    xml.media(stated);
    let body = xml.0.end_document();
    format!("{HEAD}{body}{TAIL}").into_bytes()
}

struct Packet(XmlWriter);

impl Packet {
    fn start(&mut self, element: &str) {
        self.0.start_element(element);
    }

    fn end(&mut self) {
        self.0.end_element();
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.0.write_attribute(name, value);
    }

    /// A property with a plain value.
    fn plain(&mut self, property: &str, value: &str) {
        self.start(property);
        // White space is part of the value.
        self.0.set_preserve_whitespaces(true);
        self.0.write_text(&xml::text(value));
        self.end();
        self.0.set_preserve_whitespaces(false);
    }

    /// A property that is a list of one; of texts in languages if `language` is given.
    fn list(&mut self, property: &str, list: &str, language: Option<&str>, value: &str) {
        self.start(property);
        self.start(list);
        self.start("rdf:li");
        if let Some(language) = language {
            self.attribute("xml:lang", language);
        }
        self.0.set_preserve_whitespaces(true);
        self.0.write_text(&xml::text(value));
        self.end();
        self.0.set_preserve_whitespaces(false);
        self.end();
        self.end();
    }

    fn standards(&mut self, standards: Standards) {
        if standards.x4 {
            self.plain("pdfxid:GTS_PDFXVersion", "PDF/X-4");
        }
        if standards.a2u {
            self.plain("pdfaid:part", "2");
            self.plain("pdfaid:conformance", "U");
        }
        if standards.ua1 {
            self.plain("pdfuaid:part", "1");
        }
    }

    fn document(&mut self, stated: &Stated, standards: Standards) {
        self.plain("dc:format", "application/pdf");
        for (property, list, language, value) in [
            ("dc:title", "rdf:Alt", Some("x-default"), &stated.title),
            ("dc:creator", "rdf:Seq", None, &stated.author),
            ("dc:description", "rdf:Alt", Some("x-default"), &stated.subject),
            ("dc:language", "rdf:Bag", None, &stated.language),
        ] {
            if !value.is_empty() {
                self.list(property, list, language, value);
            }
        }
        self.plain("xmp:CreatorTool", MAKER);
        if let Some(date) = stated.xmp_date() {
            for property in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
                self.plain(property, &date);
            }
        }
        self.plain("pdf:Producer", MAKER);
        if standards.x4 {
            self.plain("pdf:Trapped", "False");
        }
    }

    fn media(&mut self, stated: &Stated) {
        self.plain("xmpMM:DocumentID", &uuid(stated.hash()));
        self.plain("xmpMM:VersionID", "1");
        self.plain("xmpMM:RenditionClass", "default");
        self.plain("xmpMM:InstanceID", NO_ID);
    }

    fn extensions(&mut self, standards: Standards) {
        self.start("pdfaExtension:schemas");
        for (prefix, end) in [("Extension", "extension"), ("Schema", "schema"), ("Property", "property")] {
            let namespace =
                format!("http://www.aiim.org/pdfa/ns/{end}{}", if end == "extension" { "/" } else { "#" });
            self.attribute(&format!("xmlns:pdfa{prefix}"), &namespace);
        }
        self.start("rdf:Bag");
        for extension in EXTENSIONS {
            let used = match extension.prefix {
                "pdfuaid" => standards.ua1,
                _ => standards.x4,
            };
            if used {
                self.extension(&extension);
            }
        }
        self.end();
        self.end();
    }

    fn extension(&mut self, extension: &Extension) {
        self.start("rdf:li");
        self.attribute("rdf:parseType", "Resource");
        self.plain("pdfaSchema:schema", extension.schema);
        self.plain("pdfaSchema:namespaceURI", extension.namespace);
        self.plain("pdfaSchema:prefix", extension.prefix);
        self.start("pdfaSchema:property");
        self.start("rdf:Seq");
        self.start("rdf:li");
        self.attribute("rdf:parseType", "Resource");
        self.plain("pdfaProperty:name", extension.property);
        self.plain("pdfaProperty:valueType", extension.value);
        self.plain("pdfaProperty:category", extension.category);
        self.plain("pdfaProperty:description", extension.description);
        self.end();
        self.end();
        self.end();
        self.end();
    }
}

/// A hash as a name; version 8 is for one's own way of making them (RFC 9562, 5.8).
pub(super) fn uuid(hash: u128) -> String {
    let marked = hash & !(0xF000 << 64) & !(0b11 << 62) | 0x8000 << 64 | 0b10 << 62;
    let hex = format!("{marked:032x}");
    format!("uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_becomes_a_uuid_of_ones_own_making() {
        assert_eq!(uuid(u128::MAX), "uuid:ffffffff-ffff-8fff-bfff-ffffffffffff");
        assert_eq!(uuid(0), "uuid:00000000-0000-8000-8000-000000000000");
        assert_eq!(uuid(7).len(), NO_ID.len());
    }
}
