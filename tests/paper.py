"""What stands on the sheets of a PDF that Chromium made: enough of the format for that, no more.

    texts_on_sheets(page.pdf(format="A5"))   # ["HowwesetonetableVersion1…", …]

Spaces are left out: where two words stand apart, a PDF only says where each begins.
"""

import re
import zlib

OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n?(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
# A font is chosen, or letters of it are drawn.
DRAWN = re.compile(r"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj")
ONE = re.compile(r"<([0-9A-F]+)> <([0-9A-F]+)>\n")
MANY = re.compile(r"<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]+)>\n")
Letters = dict[str, str]  # what a code of a font stands for


def texts_on_sheets(pdf: bytes) -> list[str]:
    """The text of each sheet, in their order, without spaces."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    order = next(body for body in objects.values() if b"/Type /Pages" in body)
    kids = re.search(rb"/Kids \[(.*?)\]", order, re.DOTALL)
    numbers = re.findall(rb"(\d+) 0 R", kids[1]) if kids else []
    return [_text(objects[int(number)], objects) for number in numbers]


def _text(sheet: bytes, objects: dict[int, bytes]) -> str:
    fonts = {name.decode(): _letters(objects[int(n)], objects) for name, n in FONT.findall(sheet)}
    contents = re.search(rb"/Contents (\d+) 0 R", sheet)
    drawn = _unpacked(objects[int(contents[1])]) if contents else ""
    found, letters = [], Letters()
    for font, codes in DRAWN.findall(drawn):
        if font:
            letters = fonts[font]
            continue
        size = len(next(iter(letters), "0000"))
        parts = (codes[at : at + size].upper() for at in range(0, len(codes), size))
        found += [letters.get(code, "") for code in parts]
    return re.sub(r"\s", "", "".join(found))


def _letters(font: bytes, objects: dict[int, bytes]) -> Letters:
    """What each code of a font stands for, as the font says it."""
    place = re.search(rb"/ToUnicode (\d+) 0 R", font)
    said = _unpacked(objects[int(place[1])]) if place else ""
    letters = Letters()
    for part in re.findall(r"beginbfchar\n(.*?)endbfchar", said, re.DOTALL):
        letters |= {code: _word(letter) for code, letter in ONE.findall(part)}
    for part in re.findall(r"beginbfrange\n(.*?)endbfrange", said, re.DOTALL):
        for first, last, letter in MANY.findall(part):
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = f"{int(first, 16) + step:0{len(first)}X}"
                letters[code] = chr(int(letter, 16) + step)
    return letters


def _word(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def _unpacked(body: bytes) -> str:
    found = STREAM.search(body)
    return zlib.decompress(found[1]).decode("latin-1") if found else ""
