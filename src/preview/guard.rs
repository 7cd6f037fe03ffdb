//! Who may read the preview: whoever knows the token, from the preview's own page, by the preview's own name.
//!
//! The token keeps other users and other programs out; the Host header is checked so that a foreign name which is made
//! to point at this machine (DNS rebinding) gets nothing; Origin and Sec-Fetch-Site, so that pages of other origins
//! can't even send orders.

use std::fmt::Write;

use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};

/// What a request must show.
#[derive(Debug)]
pub struct Guard {
    token: String,
    hosts: [String; 2],
    port: u16,
}

/// What the page may do: load from this server, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What a PDF may do: be shown in a frame of the preview's own page, from where it is printed.
pub const POLICY_OF_PDF: &str = "frame-ancestors 'self'";

/// The headers of every answer that does not say otherwise itself.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

impl Guard {
    /// A guard with a new token of 128 random bits.
    pub fn new(port: u16) -> Result<Guard, getrandom::Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        let mut token = String::new();
        for byte in bytes {
            // Writing to a string never fails.
            let _ = write!(token, "{byte:02x}");
        }
        Ok(Guard { token, hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")], port })
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn address(&self) -> String {
        format!("http://{}/{}/", self.hosts[0], self.token)
    }

    /// Whether a request is answered at all.
    pub fn admits(&self, path: &str, headers: &HeaderMap) -> bool {
        self.is_own_host(headers) && self.is_own_page(headers) && self.knows_token(path)
    }

    fn is_own_host(&self, headers: &HeaderMap) -> bool {
        text(headers, header::HOST).is_some_and(|host| self.hosts.iter().any(|own| own == host))
    }

    fn is_own_page(&self, headers: &HeaderMap) -> bool {
        let own = |origin: &str| {
            origin.strip_prefix("http://").is_some_and(|host| self.hosts.iter().any(|own| own == host))
        };
        // Programs that are no browsers send neither.
        let origin = headers.get(header::ORIGIN).is_none_or(|origin| origin.to_str().is_ok_and(own));
        let site = HeaderName::from_static("sec-fetch-site");
        let site = headers.get(site).is_none_or(|site| site == "same-origin" || site == "none");
        origin && site
    }

    fn knows_token(&self, path: &str) -> bool {
        let first = path.strip_prefix('/').and_then(|path| path.split('/').next()).unwrap_or_default();
        // The time this takes does not tell how much of a guess is right.
        first.len() == self.token.len()
            && first.bytes().zip(self.token.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
    }
}

/// Adds what every answer says of itself.
pub fn seal(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}
