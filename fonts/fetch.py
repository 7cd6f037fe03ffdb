#!/usr/bin/env python3
"""Fetch the packages the bundled faces come from, make the faces anew, compare.

    python3 fonts/fetch.py             make into a temporary folder, compare with SHA256SUMS
    python3 fonts/fetch.py --write     make into fonts/ and write SHA256SUMS anew
    python3 fonts/fetch.py --out DIR   make into DIR and keep it, compare
    python3 fonts/fetch.py --packages DIR   take the packages from DIR, fetch only what is missing

It prints OK, DIFFERS or UNLISTED for every file and returns 0 if all are OK.

It needs a Debian of the release that has the versions below (bookworm has them; run
`apt-get update` first), npm, and fontTools 4.68.0. If another fontTools is installed,
or none, it makes a virtual environment in the temporary folder and pip-installs that one.

Every package is checked against its own SHA-256 before it is opened.

What is done to the faces
  FandolFang-Regular, FandolKai-Regular
      CFF outlines to TrueType outlines: fontTools Cu2QuPen into TTGlyphPen, every glyph,
      in the original order, 1000 units per em as before. Tolerance of the approximation
      MAX_ERR = 0.5 units of 1000 (0.0005 em: 0.008 pt at 16 pt); the points are then
      rounded to whole units, which can move a point by another 0.71 units at the most.
      Measured on 500 random glyphs of each: the original outline is nowhere further than
      1.0 unit (0.001 em) from the converted one, 0.06 (Fang) and 0.09 (Kai) units on average.
      The left side bearings in hmtx are set to the new xMin; advances, cmap, GPOS, OS/2,
      BASE stay. Tables CFF, VORG, vhea and vmtx go. No hinting. No glyph names (post 3).
      Name 10 (description) gains the notice of the change.
  NotoSerifSC-Regular, NotoSerifSC-Bold
      Tables prep (7 bytes, dropout control) and gasp go; no glyph has instructions.
      All other tables are copied byte by byte, except head (its checksum).
  NotoSansSC-Medium, LiberationSerif-Regular, LiberationSerif-Bold
      Copied byte by byte.
  HongtouFallbackKai-Light
      LXGWWenKai-Light cut to the hanzi that FandolFang or FandolKai lacks, and renamed.
      Outlines and advances unaltered. No layout tables, no vertical metrics, no glyph names.

Times in head are those of the source font, so that every run gives the same bytes.
"""
import argparse
import concurrent.futures
import gzip
import hashlib
import io
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile

FONTTOOLS = "4.68.0"
MAX_ERR = 0.5       # units of 1000 per em
CHANGED_ON = "2026-11-24"  # date of the change, for the notices in the name tables

HERE = pathlib.Path(__file__).resolve().parent

# package -> (client, version, SHA-256 of the package file)
PACKAGES = {
    "texlive-lang-chinese": ("apt", "2022.20230122-1",
        "9cfa07bd44e7b9098e26f0ecac1b5ad210d2249d474c8074d53de92d650b0ec0"),
    "fonts-lxgw-wenkai": ("apt", "1.250+repack-1",
        "6d1e4c4aac78ad32062aefa2c836ee4d6e58f9dcf8b3f4407c9eefe304615318"),
    "fonts-liberation2": ("apt", "2.1.5-1",
        "35ffaa54f117e633e89a5da89af235a073b34dbe582726fbf6989568f7fd9bda"),
    "@expo-google-fonts/noto-serif-sc": ("npm", "0.4.3",
        "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e"),
    "@expo-google-fonts/noto-sans-sc": ("npm", "0.4.3",
        "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59"),
}
TEXLIVE = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/"
TEXDOC = "usr/share/doc/texlive-doc/fonts/fandol/"
LIBERATION = "usr/share/fonts/truetype/liberation2/"
LXGW = "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf"

# Licence texts: file under licences/ -> (package, path in the package)
LICENCES = {
    "Fandol-COPYING.txt": ("texlive-lang-chinese", TEXDOC + "COPYING.gz"),
    "Fandol-README.txt": ("texlive-lang-chinese", TEXDOC + "README"),
    "LXGWWenKai-copyright.txt": ("fonts-lxgw-wenkai", "usr/share/doc/fonts-lxgw-wenkai/copyright"),
    "Liberation-copyright.txt": ("fonts-liberation2", "usr/share/doc/fonts-liberation2/copyright"),
    "NotoSerifSC-LICENSE_FONT.txt": ("@expo-google-fonts/noto-serif-sc", "package/LICENSE_FONT"),
    "NotoSansSC-LICENSE_FONT.txt": ("@expo-google-fonts/noto-sans-sc", "package/LICENSE_FONT"),
}


def run(*command, **kw):
    return subprocess.run([str(c) for c in command], check=True, **kw)


def ensure_fonttools(work):
    """Go on under the pinned fontTools: in this interpreter, or in a fresh environment."""
    try:
        import fontTools
        if fontTools.version == FONTTOOLS:
            return
    except ImportError:
        pass
    if os.environ.get("HONGTOU_FONTS_VENV"):
        sys.exit(f"fontTools {FONTTOOLS} could not be installed")
    venv = work / "venv"
    print(f"installing fonttools=={FONTTOOLS}", file=sys.stderr)
    run(sys.executable, "-m", "venv", venv)
    run(venv / "bin/pip", "install", "--quiet", f"fonttools=={FONTTOOLS}")
    env = dict(os.environ, HONGTOU_FONTS_VENV="1")
    code = subprocess.run([venv / "bin/python", __file__, *sys.argv[1:]], env=env).returncode
    raise SystemExit(code)


def fetch(folder, name):
    """The package file, fetched by its own client unless it lies in folder already."""
    client, version, digest = PACKAGES[name]
    stem = name.lstrip("@").replace("/", "-")
    pattern = f"{stem}_*.deb" if client == "apt" else f"{stem}-{version}.tgz"

    def found():
        for p in sorted(folder.glob(pattern)):
            if hashlib.sha256(p.read_bytes()).hexdigest() == digest:
                return p

    if not found():
        print(f"fetching {name} {version}", file=sys.stderr)
        if client == "apt":
            sandbox = ["-o", "APT::Sandbox::User=root"] if os.geteuid() == 0 else []
            run("apt-get", "-q", *sandbox, "download", f"{name}={version}",
                cwd=folder, stdout=subprocess.DEVNULL)
        else:
            run("npm", "pack", "--silent", f"{name}@{version}",
                cwd=folder, stdout=subprocess.DEVNULL)
    package = found()
    if not package:
        sys.exit(f"{name} {version}: the package fetched is not the one named in the table")
    return package


def members(package, wanted):
    """{path: bytes} of the wanted files of a .deb or .tgz."""
    got = {}

    def take(tar):
        for m in tar:
            path = m.name.removeprefix("./")
            if path in wanted:
                got[path] = tar.extractfile(m).read()

    if package.suffix == ".deb":
        with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(package)],
                              stdout=subprocess.PIPE) as p:
            with tarfile.open(fileobj=p.stdout, mode="r|") as tar:
                take(tar)
            p.stdout.read()
    else:
        with tarfile.open(package, "r:gz") as tar:
            take(tar)
    missing = set(wanted) - set(got)
    if missing:
        sys.exit(f"{package.name} lacks {sorted(missing)}")
    return got


def set_name(font, name_id, text):
    """Set a name in every platform and language the font already uses for its family name."""
    table = font["name"]
    for r in [r for r in table.names if r.nameID == 1]:
        table.setName(text, name_id, r.platformID, r.platEncID, r.langID)


def save(font):
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def fandol(data):
    """CFF outlines to TrueType outlines."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont, newTable

    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    order = font.getGlyphOrder()
    glyphs = font.getGlyphSet()
    made = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, MAX_ERR, reverse_direction=True))
        made[name] = pen.glyph()

    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = made
    for tag in ("CFF ", "VORG", "vhea", "vmtx"):
        del font[tag]
    for name in order:
        made[name].recalcBounds(glyf)
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(made[name], "xMin", 0))

    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.maxZones = 1
    for field in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                  "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):
        setattr(maxp, field, 0)
    maxp.compile(font)
    font["head"].glyphDataFormat = 0
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"

    description = font["name"].getDebugName(10)
    for r in [r for r in font["name"].names if r.nameID == 10]:
        font["name"].setName(
            f"{description} Modified for hongtou, {CHANGED_ON}: outlines converted from CFF to "
            "TrueType. The conversion is fonts/fetch.py of hongtou. "
            "Licence: GPL version 3 with font exception, see COPYING.",
            10, r.platformID, r.platEncID, r.langID)
    return save(font)


def noto_serif(data):
    """Without prep and gasp; everything else as it is."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data), lazy=True, recalcTimestamp=False, recalcBBoxes=False)
    for tag in ("prep", "gasp"):
        del font[tag]
    return save(font)


def is_hanzi(c):
    return (0x4E00 <= c <= 0x9FFF or 0x3400 <= c <= 0x4DBF or 0xF900 <= c <= 0xFAFF
            or 0x20000 <= c <= 0x3FFFF or c == 0x3007)


def fallback(data, others):
    """The hanzi that one of the others lacks, under a name of our own."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    covered = None
    for other in others:
        cmap = set(TTFont(io.BytesIO(other), lazy=True).getBestCmap())
        covered = cmap if covered is None else covered & cmap

    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    wanted = [c for c in font.getBestCmap() if is_hanzi(c) and c not in covered]
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.notdef_glyph = True
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.recalc_average_width = False
    options.prune_unicode_ranges = True
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.name_legacy = True
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "gasp", "vhea", "vmtx", "meta"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    cmap = font["cmap"]
    cmap.tables = [t for t in cmap.tables if t.format != 14]

    version = font["name"].getDebugName(5)
    table = font["name"]
    table.names = [r for r in table.names
                   if r.platformID == 3 and r.langID == 0x409 and r.nameID in (0, 1, 2, 7, 9, 12, 13, 14)]
    for name_id, text in {
        1: "Hongtou Fallback Kai Light",
        2: "Regular",
        3: f"Hongtou Fallback Kai Light:{version}",
        4: "Hongtou Fallback Kai Light",
        5: version,
        6: "HongtouFallbackKai-Light",
        10: f"Modified Version, {CHANGED_ON}: the hanzi that FandolFang or FandolKai lacks, "
            "cut from LXGW WenKai Light for hongtou and renamed.",
        16: "Hongtou Fallback Kai",
        17: "Light",
    }.items():
        set_name(font, name_id, text)
    return save(font)


def work_out(job):
    kind, *args = job
    return {"fandol": fandol, "noto_serif": noto_serif, "fallback": fallback}[kind](*args)


def make(folder):
    """{file name: bytes} of everything under fonts/ that comes from a package."""
    wanted = {name: [] for name in PACKAGES}
    wanted["texlive-lang-chinese"] += [TEXLIVE + f"Fandol{n}-Regular.otf" for n in ("Fang", "Kai")]
    wanted["fonts-lxgw-wenkai"] += [LXGW]
    wanted["fonts-liberation2"] += [LIBERATION + f"LiberationSerif-{n}.ttf" for n in ("Regular", "Bold")]
    wanted["@expo-google-fonts/noto-serif-sc"] += [
        "package/400Regular/NotoSerifSC_400Regular.ttf", "package/700Bold/NotoSerifSC_700Bold.ttf"]
    wanted["@expo-google-fonts/noto-sans-sc"] += ["package/500Medium/NotoSansSC_500Medium.ttf"]
    for package, path in LICENCES.values():
        wanted[package].append(path)
    got = {}
    for name, paths in wanted.items():
        got[name] = members(fetch(folder, name), paths)

    tex = got["texlive-lang-chinese"]
    fang, kai = (tex[TEXLIVE + f"Fandol{n}-Regular.otf"] for n in ("Fang", "Kai"))
    serif = got["@expo-google-fonts/noto-serif-sc"]
    jobs = {
        "FandolFang-Regular.ttf": ("fandol", fang),
        "FandolKai-Regular.ttf": ("fandol", kai),
        "HongtouFallbackKai-Light.ttf": ("fallback", got["fonts-lxgw-wenkai"][LXGW], [fang, kai]),
        "NotoSerifSC-Regular.ttf": ("noto_serif", serif["package/400Regular/NotoSerifSC_400Regular.ttf"]),
        "NotoSerifSC-Bold.ttf": ("noto_serif", serif["package/700Bold/NotoSerifSC_700Bold.ttf"]),
    }
    with concurrent.futures.ProcessPoolExecutor() as pool:
        files = dict(zip(jobs, pool.map(work_out, jobs.values())))
    files["NotoSansSC-Medium.ttf"] = \
        got["@expo-google-fonts/noto-sans-sc"]["package/500Medium/NotoSansSC_500Medium.ttf"]
    for n in ("Regular", "Bold"):
        files[f"LiberationSerif-{n}.ttf"] = got["fonts-liberation2"][LIBERATION + f"LiberationSerif-{n}.ttf"]
    for name, (package, path) in LICENCES.items():
        text = got[package][path]
        files["licences/" + name] = gzip.decompress(text) if path.endswith(".gz") else text
    return dict(sorted(files.items()))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--write", action="store_true", help="write into fonts/, SHA256SUMS too")
    parser.add_argument("--out", type=pathlib.Path, help="write into this folder")
    parser.add_argument("--packages", type=pathlib.Path, help="folder of packages fetched before")
    args = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="hongtou-fonts-") as temp:
        temp = pathlib.Path(temp)
        ensure_fonttools(temp)
        packages = args.packages or temp / "packages"
        packages.mkdir(parents=True, exist_ok=True)
        out = HERE if args.write else args.out or temp / "fonts"
        files = make(packages)
        for name, data in files.items():
            target = out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    table = {}
    sums = HERE / "SHA256SUMS"
    if sums.exists():
        table = {line[66:]: line[:64] for line in sums.read_text().splitlines() if line}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    bad = 0
    for name, digest in digests.items():
        verdict = "OK" if table.get(name) == digest else "DIFFERS" if name in table else "UNLISTED"
        bad += verdict != "OK"
        print(f"{verdict:8} {len(files[name]):>10} {name}")
    for name in sorted(set(table) - set(digests)):
        bad += 1
        print(f"MISSING  {'':>10} {name}")
    if args.write:
        sums.write_text("".join(f"{d}  {n}\n" for n, d in digests.items()))
        print("written; SHA256SUMS made anew")
        return 0
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
