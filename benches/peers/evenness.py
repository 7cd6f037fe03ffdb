#!/usr/bin/env python3
"""Sets the paragraphs of a text with hongtou, Typst and XeLaTeX, and measures how evenly their lines are filled.

    venv/bin/pip install typst pymupdf
    venv/bin/python benches/peers/evenness.py tests/data/figures.txt OUT [--hongtou target/release/hongtou]

All three use the same faces, a measure of 156 mm with 28 characters a line, and a first line indented by two
characters. XeLaTeX (with xeCJK) and hongtou are given the same natural space between Han and digits, Latin letters;
Typst has 1/4 em, which cannot be set. Of each justified line the largest gap between two advance boxes is taken, in em,
and the largest between two Han characters; blanks of the text itself do not count, nor do last lines of paragraphs.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
from collections import Counter

import pymupdf
import typst

ROOT = pathlib.Path(__file__).resolve().parents[2]
FONTS = ROOT / "fonts"
EM = 156 / 28 / 25.4 * 72  # pt


def paragraphs(path):
    lines = path.read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def typst_pdf(texts, out):
    def escaped(text):
        return re.sub(r"([\\#$*_`<>@\[\]~=/+-])", r"\\\1", text)

    source = f"""
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm))
#set text(font: ("Liberation Serif", "FandolFang R", "Noto Serif SC"), size: {EM}pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true))
""" + "\n\n".join(map(escaped, texts))
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    out.write_bytes(typst.compile(source.encode(), font_paths=fonts))


def xelatex_pdf(texts, space, out):
    def escaped(text):
        text = re.sub(r"([\\{}])", r"\\\1", text)
        return re.sub(r"([#$%&_^~])", r"\\\1{}", text).replace(r"\%{}", r"\%").replace(r"\&{}", r"\&")

    source = rf"""
\documentclass{{article}}
\usepackage[a4paper,top=37mm,bottom=35mm,left=28mm,right=26mm]{{geometry}}
\usepackage{{xeCJK}}
\setmainfont{{LiberationSerif-Regular.ttf}}[Path={FONTS}/]
\setCJKmainfont{{FandolFang-Regular.ttf}}[Path={FONTS}/]
\xeCJKsetup{{CJKecglue={{\hskip {space}em plus 0.08em minus 0.06em}},CheckSingle=true}}
\setlength{{\parindent}}{{{2 * EM}pt}}
\begin{{document}}
\fontsize{{{EM * 72.27 / 72}pt}}{{{29 * 72.27 / 72}pt}}\selectfont
""" + "\n\n".join(map(escaped, texts)) + "\n\\end{document}\n"
    folder = out.with_suffix("")
    folder.mkdir(exist_ok=True)
    (folder / "text.tex").write_text(source)
    subprocess.run(["xelatex", "-interaction=batchmode", "text.tex"], cwd=folder, stdout=subprocess.DEVNULL)
    shutil.copy(folder / "text.pdf", out)


def hongtou_pdf(program, texts, layout, out):
    body = "\n\n".join(text.replace("\\", "\\\\").replace('"', '\\"') for text in texts)
    article = f'[[article]]\ntitle = "测试"\nbody = """\n{body}\n"""\n'
    name = "工作简报" if layout.startswith("bulletin") else "澄湖县人民政府文件"
    masthead = f'[masthead]\ntitle = "{name}"\ncode = "澄政发"\nnumber = 1\nissuer = "澄湖县人民政府"\ndate = 2026-05-11\n'
    if layout.startswith("bulletin"):
        masthead = masthead.replace('code = "澄政发"\n', "")
    issue = out.with_suffix(".toml")
    issue.write_text(f'layout = "{layout}"\n{masthead}\n{article}')
    command = [program, "render", str(issue), "-o", str(out), "--bundled-fonts"]
    said = subprocess.run(command, capture_output=True, text=True)
    if said.returncode:
        raise SystemExit(said.stderr)


def is_han(character):
    return "\u3400" <= character <= "\u9fff" or character == "〇"


def lines_of(page, size):
    characters = [
        (c["origin"][1], c["bbox"][0], c["bbox"][2], c["c"])
        for block in page.get_text("rawdict", flags=0)["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
        for c in span["chars"]
        if abs(span["size"] - size) < 0.1 * size
    ]
    characters.sort()
    rows = []
    for character in characters:
        if rows and character[0] - rows[-1][0][0] < 5:
            rows[-1].append(character)
        else:
            rows.append([character])
    return [sorted(row, key=lambda c: c[1]) for row in rows]


def gaps(path, texts):
    """The largest gap of each justified line, and the largest between two Han characters, in em."""
    document = pymupdf.open(path)
    sizes = Counter(
        round(span["size"], 1)
        for page in document
        for block in page.get_text("dict", flags=0)["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
    )
    rows = [row for page in document for row in lines_of(page, sizes.most_common(1)[0][0])]
    # A line is justified if a paragraph continues after it: its last characters are not the end of one.
    ends = {re.sub(r"\s", "", text)[-6:] for text in texts}
    rights = Counter(round(row[-1][2]) for row in rows if is_han(row[-1][3]))
    edge = rights.most_common(1)[0][0]
    largest, between_han = [], []
    for row in rows:
        text = "".join(c[3] for c in row if not c[3].isspace())
        if len(text) < 20 or text[-6:] in ends or row[-1][2] < edge - 0.7 * EM:
            continue
        pairs = [
            ((b[1] - a[2]) / EM, is_han(a[3]) and is_han(b[3]))
            for a, b in zip(row, row[1:])
            if not a[3].isspace() and not b[3].isspace()
        ]
        largest.append(max(gap for gap, _ in pairs))
        between_han.append(max((gap for gap, han in pairs if han), default=0))
    return sorted(largest), sorted(between_han)


def quantile(values, share):
    return values[min(len(values) - 1, int(share * len(values)))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--hongtou", default=str(ROOT / "target/release/hongtou"))
    parser.add_argument("--layouts", default="document,bulletin,bulletin-even,bulletin-grid")
    arguments = parser.parse_args()
    texts = paragraphs(arguments.text)
    arguments.out.mkdir(parents=True, exist_ok=True)
    made = []

    def make(name, function, *rest):
        path = arguments.out / f"{name}.pdf"
        function(*rest, path)
        made.append((name, path))

    make("typst", typst_pdf, texts)
    if shutil.which("xelatex"):
        for space in (0.125, 0.25):
            make(f"xelatex-{space}", xelatex_pdf, texts, space)
    else:
        print("SKIPPED: xelatex is not installed (apt-get install texlive-xetex texlive-lang-chinese)")
    for layout in arguments.layouts.split(","):
        make(f"hongtou-{layout}", hongtou_pdf, arguments.hongtou, texts, layout)
    print("| | lines | p50 | p95 | max | Han and Han p95 | max |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, path in made:
        largest, han = gaps(path, texts)
        figures = [quantile(largest, 0.5), quantile(largest, 0.95), largest[-1], quantile(han, 0.95), han[-1]]
        print(f"| {name} | {len(largest)} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |")


if __name__ == "__main__":
    main()
