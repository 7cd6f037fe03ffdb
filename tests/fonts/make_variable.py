"""Makes variable.ttf: a variable font of a few rectangles, for tests. Needs fontTools 4.68.0."""

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.TupleVariation import TupleVariation

CHARACTERS = "一二三种0123456789"


def rectangle(height):
    pen = TTGlyphPen(None)
    pen.moveTo((50, 300))
    pen.lineTo((50, 300 + height))
    pen.lineTo((950, 300 + height))
    pen.lineTo((950, 300))
    pen.closePath()
    return pen.glyph()


def main(path):
    names = {ord(character): f"uni{ord(character):04X}" for character in CHARACTERS}
    order = [".notdef", "space", *names.values()]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(order)
    font.setupCharacterMap({0x20: "space", **names})
    glyphs = {name: rectangle(40) for name in order}
    glyphs["space"] = TTGlyphPen(None).glyph()
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics({name: (1000, 50) for name in order})
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": "Test Variable", "styleName": "ExtraLight", "psName": "TestVariable-ExtraLight"})
    font.setupOS2(usWeightClass=200, fsType=0)
    font.setupPost()
    font.setupFvar([("wght", 200, 200, 900, "Weight")], [])
    # The upper points rise by 200 up to the heaviest; the four last points are those of the metrics.
    deltas = [(0, 0), (0, 200), (0, 200), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0)]
    font.setupGvar({name: [TupleVariation({"wght": (0, 1, 1)}, deltas)] for name in order if name != "space"})
    font.font["head"].created = font.font["head"].modified = 0
    font.font.recalcTimestamp = False
    font.save(path)


if __name__ == "__main__":
    main("variable.ttf")
