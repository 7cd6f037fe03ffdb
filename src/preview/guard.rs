//! Who may read the preview: whoever knows the token, from the preview's own page, by the preview's own name.
//!
//! The token keeps other users and other programs out. A browser that is opened gets an address that is good once and
//! leads to it: arguments of programs can be read by all users of a machine. The Host header is checked so that a
//! foreign name which is made to point at this machine (DNS rebinding) gets nothing; Origin and Sec-Fetch-Site, so that
//! pages of other origins can't even send orders.

use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};

/// What a request must show.
#[derive(Debug)]
pub struct Guard {
    token: String,
    /// What leads to the token, once.
    entry: Mutex<Option<String>>,
    hosts: Vec<String>,
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
        let names = ["127.0.0.1", "localhost"];
        let mut hosts: Vec<String> = names.iter().map(|name| format!("{name}:{port}")).collect();
        if port == 80 {
            // Clients leave out what is usual.
            hosts.extend(names.map(str::to_owned));
        }
        Ok(Guard { token: random()?, entry: Mutex::new(Some(random()?)), hosts, port })
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.path())
    }

    /// The page's path.
    pub fn path(&self) -> String {
        format!("/{}/", self.token)
    }

    /// An address that leads to the page once.
    pub fn entry(&self) -> String {
        let entry = self.entry.lock().unwrap_or_else(PoisonError::into_inner);
        format!("http://127.0.0.1:{}/{}", self.port, entry.as_deref().unwrap_or_default())
    }

    /// Whether a request comes by that address; if so, it was the only one.
    pub fn enters(&self, path: &str, headers: &HeaderMap) -> bool {
        let mut entry = self.entry.lock().unwrap_or_else(PoisonError::into_inner);
        let named = path.strip_prefix('/').unwrap_or_default();
        let known = entry.as_deref().is_some_and(|entry| is_same(named, entry));
        known && self.is_own_host(headers) && self.is_own_page(headers) && entry.take().is_some()
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
        is_same(first, &self.token)
    }
}

/// Compares; the time it takes does not tell how much of a guess is right.
fn is_same(guess: &str, secret: &str) -> bool {
    guess.len() == secret.len()
        && guess.bytes().zip(secret.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

/// 128 random bits.
fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    let mut text = String::new();
    for byte in bytes {
        // Writing to a string never fails.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(host: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))])
    }

    #[test]
    fn the_entry_is_good_once_and_for_no_other_host() {
        let guard = Guard::new(8000).unwrap();
        let entry = guard.entry().strip_prefix("http://127.0.0.1:8000").unwrap().to_owned();
        assert!(
            !guard.admits(&entry, &headers("127.0.0.1:8000")),
            "it leads to the page and is not the page"
        );
        assert!(!guard.enters(&guard.path(), &headers("127.0.0.1:8000")));
        assert!(!guard.enters(&entry, &headers("evil.example:8000")));
        assert!(guard.enters(&entry, &headers("127.0.0.1:8000")));
        assert!(!guard.enters(&entry, &headers("127.0.0.1:8000")));
        assert!(!guard.enters("/", &headers("127.0.0.1:8000")));
        assert!(guard.admits(&guard.path(), &headers("127.0.0.1:8000")));
    }

    #[test]
    fn at_port_80_hosts_have_none() {
        let admits = |port, host| {
            let guard = Guard::new(port).unwrap();
            guard.admits(&guard.path(), &headers(host))
        };
        assert!(admits(80, "127.0.0.1") && admits(80, "localhost"));
        assert!(!admits(8000, "127.0.0.1"));
    }
}
