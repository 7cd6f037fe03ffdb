//! The lines of one page: the layout's, or a few more or fewer where the layout lets the pitch be adjusted.

use hongtou_base::units::Length;
use hongtou_format::layouts::Layout;

/// The lines that fill the type area of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grid {
    height: Length,
    /// Lines on a full page.
    pub lines: u32,
}

impl Grid {
    /// The grid of a layout with a number of lines a page that may be other than the layout's.
    pub fn of(layout: &Layout, lines: u32) -> Grid {
        Grid { height: layout.page.type_height(), lines: lines.max(1) }
    }

    /// The upper edge of a line, from the top of the type area; `line` from 0.
    pub fn line_top(&self, line: u32) -> Length {
        self.height.ratio(i64::from(line), i64::from(self.lines))
    }

    /// Distance of the baselines.
    pub fn pitch(&self) -> Length {
        self.line_top(1)
    }

    /// The number of lines that hold a height.
    pub fn lines_for(&self, height: Length) -> u32 {
        let pitch = self.pitch().emu().max(1);
        ((height.emu() + pitch - 1) / pitch).clamp(0, i64::from(self.lines)) as u32
    }

    /// A space in lines, rounded to the nearest.
    pub fn whole_lines(&self, space: Length) -> u32 {
        let pitch = self.pitch().emu().max(1);
        ((space.emu() + pitch / 2) / pitch).clamp(0, i64::from(self.lines)) as u32
    }
}
