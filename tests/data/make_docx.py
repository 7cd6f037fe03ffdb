"""Writes the seed's text as a Word file, with python-docx.

usage: make_docx.py ISSUE.md ISSUE.docx

A paragraph of the Markdown is a paragraph, and what stands between ** and ** a bold run.
"""

import re
import sys

from docx import Document


def main(source, target):
    document = Document()
    with open(source, encoding="utf-8") as file:
        blocks = file.read().strip().split("\n\n")
    for block in blocks:
        paragraph = document.add_paragraph()
        for index, piece in enumerate(re.split(r"\*\*", block)):
            # Even pieces stand outside of the bold, odd ones inside.
            if piece:
                paragraph.add_run(piece).bold = index % 2 == 1 or None
    document.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
