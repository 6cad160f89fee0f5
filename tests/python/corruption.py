"""Sound files cut short, and strategies that corrupt them: bytes, lines, fields, leaves of JSON."""

import gzip
import json
from dataclasses import dataclass

from hypothesis import strategies as st

LINE_COUNT = 12
LONGEST_LINE = 4_000
ODD_BYTES = [
    *[b"\0", b'"', b'""', b"\\", b"\r", b"\r\n", b"\n", b"\n\n", b"\x1f", b",", b";", b"\t", b"{"],
    *[b"\xff", b"\xe9", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xf0\x9f\x99\x82", b"   "],
]
ODD_NUMBERS = ["-1", "0", "1e400", "NaN", "-Infinity", "9" * 40, "0x10", "1_000", "1,5", ".5", "１"]
ODD_TIMES = ["0000-00-00", "2025-02-30", "2025-03-01T25:61:61Z", "292278994-08-17", "2025-03-30 02"]
ODD_WORDS = ["NULL", "\\N", "None", "[]", "{}", "''", "${x}", "../..", "🙂" * 50, "\u202eabc", " "]
TEXTS = st.sampled_from(ODD_NUMBERS + ODD_TIMES + ODD_WORDS) | st.text(max_size=20)
LEAVES = TEXTS | st.none() | st.booleans() | st.integers() | st.floats() | st.just([]) | st.just({})


@dataclass(frozen=True)
class Sound:
    """A sound text file of a table; `header` is empty where the table has lines of JSON."""

    table: str
    ending: str
    delimiter: bytes
    header: bytes
    lines: tuple[bytes, ...]

    @property
    def content(self) -> bytes:
        """The whole file."""
        return self.header + b"".join(line + b"\n" for line in self.lines)


def cut_short(table: str, ending: str, delimiter: str, files: list[bytes]) -> Sound:
    """Lines from all over the files of a table."""
    pool: list[bytes] = []
    header = b""
    for content in files:
        lines = content.splitlines()
        if delimiter:
            header = lines.pop(0) + b"\n"
        pool += [line for line in lines if len(line) < LONGEST_LINE]
    step = max(1, len(pool) // LINE_COUNT)
    return Sound(table, ending, delimiter.encode(), header, tuple(pool[::step][:LINE_COUNT]))


@st.composite
def corrupted(draw: st.DrawFn, sound: Sound) -> bytes:
    """The file with one to three faults after its header; one in twelve is broken as a gzip."""
    lines = list(sound.lines) or [b""]
    for _ in range(draw(st.integers(0, 2))):
        number = draw(st.integers(0, len(lines) - 1))
        replace = draw(st.sampled_from(["value", "value", "line"]))
        if replace == "value":
            lines[number] = draw(with_another_value(lines[number], sound.delimiter))
        else:
            lines[number] = draw(st.sampled_from([b"", *lines]))
    body = b"".join(line + b"\n" for line in lines)
    for _ in range(draw(st.integers(0, 2))):
        body = draw(with_other_bytes(body))
    return sound.header + body


@st.composite
def corrupted_gzip(draw: st.DrawFn, sound: Sound) -> bytes:
    """The file, gzipped and then broken."""
    return draw(with_other_bytes(gzip.compress(sound.content, mtime=0)))


@st.composite
def with_other_bytes(draw: st.DrawFn, content: bytes) -> bytes:
    """Some bytes replaced, left out, repeated, put in or cut off."""
    start = draw(st.integers(0, len(content)))
    end = min(len(content), start + draw(st.sampled_from([1, 1, 2, 7, 60, 900])))
    span = content[start:end]
    put = draw(
        st.sampled_from([b"", span + span, *ODD_BYTES]) | st.binary(min_size=1, max_size=4)
    )
    return content[:start] + put + (b"" if draw(st.integers(0, 19)) == 0 else content[end:])


@st.composite
def with_another_value(draw: st.DrawFn, line: bytes, delimiter: bytes) -> bytes:
    """A line with another text in one of its fields, or another value in its JSON."""
    if delimiter:
        fields = line.split(delimiter)
        fields[draw(st.integers(0, len(fields) - 1))] = draw(TEXTS).encode("utf-8", "replace")
        return delimiter.join(fields)
    try:
        document = json.loads(line)
    except ValueError:
        return line
    place, key = draw(st.sampled_from(list(places_in(document)) or [(None, None)]))
    if place is not None:
        place[key] = draw(LEAVES)
    return json.dumps(document).encode()


def places_in(value: object):
    """Every container of a JSON value with each of its keys."""
    keys = value.keys() if isinstance(value, dict) else ()
    keys = range(len(value)) if isinstance(value, list) else keys
    for key in keys:
        yield value, key
        yield from places_in(value[key])
