#!/usr/bin/env python3
"""Typesets the issues of an archive with Typst, in one process, and says what that took.

The same texts, fonts, page and sizes as the layout `bulletin`; no grid, no squeezing, no title by sense.

    python3 typst_batch.py ARCHIVE OUT
"""

import pathlib
import re
import resource
import sys
import time
import tomllib

import typst

FONTS = pathlib.Path(__file__).resolve().parents[2] / "fonts"

# 22 lines on 225 mm: a line takes 10.227 mm, the em box 16 pt of it.
HEAD = """
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, inside: 28mm, outside: 26mm),
  numbering: "— 1 —")
#set text(font: ("Liberation Serif", "FandolFang R", "Noto Serif SC"), size: 16pt, lang: "zh", region: "cn",
  top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: 10.227mm - 16pt, spacing: 10.227mm - 16pt,
  first-line-indent: (amount: 2em, all: true))
#let red = cmyk(0%, 80%, 80%, 0%)
#let song = ("Noto Serif SC",)
#let hei = ("Liberation Serif", "Noto Sans SC")
"""


def escaped(text):
    return re.sub(r"([\\#$*_`<>@\[\]~=/+-])", r"\\\1", text)


def joined(paragraph):
    return escaped(paragraph.replace("\n", ""))


def body(text):
    for paragraph in filter(None, (part.strip() for part in text.split("\n\n"))):
        parts = paragraph.split("**")
        if len(parts) == 1 and re.match(r"[一二三四五六七八九十]+、", paragraph) and "。" not in paragraph:
            yield f"#text(font: hei)[{joined(paragraph)}]\n\n"
            continue
        runs = (f"#text(stroke: 0.5pt)[{joined(part)}]" if index % 2 else joined(part)
                for index, part in enumerate(parts))
        yield "".join(runs) + "\n\n"


def source(issue):
    masthead = issue["masthead"]
    date = masthead["date"]
    yield HEAD
    yield f'#align(center)[#v(20mm)#text(font: song, weight: 700, size: 40pt, fill: red)[{escaped(masthead["title"])}]]\n'
    yield f'#align(center)[第{masthead["number"]}期\\ （总第{masthead.get("total", "")}期）]\n'
    yield f'{escaped(masthead["issuer"])}#h(1fr){date.year}年{date.month}月{date.day}日\n\n'
    yield "#line(length: 100%, stroke: 0.7mm + red)\n"
    for article in issue["article"]:
        yield f'#align(center)[#text(font: song, weight: 700, size: 22pt)[{escaped(article["title"])}]]\n\n'
        yield from body(article["body"])
        if "source" in article:
            yield f'#align(right)[（{escaped(article["source"])}）]\n\n'
    rows = issue.get("distribution", {})
    yield "#line(length: 100%, stroke: 0.35mm)\n#set text(size: 14pt)\n"
    for label, key in (("报：", "report"), ("发：", "issue"), ("送：", "send")):
        if key in rows:
            yield f"#text(font: hei)[{label}]{escaped(rows[key])}\n\n"
    yield f'（共印{rows.get("copies", "")}份）\n'


def main():
    archive, out = map(pathlib.Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    issues = sorted(archive.rglob("*.toml"))
    start, busy = time.perf_counter(), time.process_time()
    size = 0
    # One set of fonts for all, as in a batch.
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    for path in issues:
        text = "".join(source(tomllib.loads(path.read_text())))
        pdf = typst.compile(text.encode(), font_paths=fonts)
        (out / f"{path.stem}.pdf").write_bytes(pdf)
        size += len(pdf)
    wall, busy = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    count = len(issues)
    print(f"typst {typst.__version__ if hasattr(typst, '__version__') else ''}: {count} issues, {wall:.2f} s, "
          f"{count / wall:.1f} issues/s, {busy / count * 1000:.2f} ms of CPU an issue, peak {peak:.0f} MiB, "
          f"{size / count / 1000:.0f} KB an issue")


if __name__ == "__main__":
    main()
