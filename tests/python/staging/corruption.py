"""Sound files cut short, and strategies that corrupt them: bytes, lines, fields, leaves of JSON."""

import gzip
import json
from collections.abc import Iterator
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
    """A sound text file of a table; one with lines of JSON has neither delimiter nor header."""

    table: str
    ending: str
    delimiter: bytes
    header: bytes
    lines: tuple[bytes, ...]

    @property
    def content(self) -> bytes:
        """The whole file."""
        return self.header + b"".join(line + b"\n" for line in self.lines)


def cut_short(table: str, ending: str, delimiter: bytes, files: list[bytes]) -> Sound:
    """A file of lines from all over the files of a table."""
    pool: list[bytes] = []
    header = b""
    for content in files:
        lines = content.splitlines()
        if delimiter:
            header = lines.pop(0) + b"\n"
        pool += [line for line in lines if len(line) < LONGEST_LINE]
    step = max(1, len(pool) // LINE_COUNT)
    return Sound(table, ending, delimiter, header, tuple(pool[::step][:LINE_COUNT]))


@st.composite
def with_faults(draw: st.DrawFn, sound: Sound) -> bytes:
    """The file with up to four faults below its header."""
    lines = list(sound.lines) or [b""]
    for _ in range(draw(st.integers(0, 2))):
        number = draw(st.integers(0, len(lines) - 1))
        another = with_another_value(lines[number], sound.delimiter)
        lines[number] = draw(another | another | st.sampled_from([b"", *lines]))
    body = b"".join(line + b"\n" for line in lines)
    for _ in range(draw(st.integers(0, 2))):
        body = draw(with_other_bytes(body))
    return sound.header + body


@st.composite
def with_other_header(draw: st.DrawFn, sound: Sound) -> bytes:
    """The file with a fault in its header."""
    header = draw(
        with_another_value(sound.header, sound.delimiter) | with_other_bytes(sound.header)
    )
    return header + b"".join(line + b"\n" for line in sound.lines)


@st.composite
def with_other_bytes(draw: st.DrawFn, content: bytes) -> bytes:
    """Some bytes replaced, left out, repeated or put in; now and then all that follows is lost."""
    start = draw(st.integers(0, len(content)))
    end = min(len(content), start + draw(st.sampled_from([1, 1, 2, 7, 60, 900])))
    span = content[start:end]
    put = draw(st.sampled_from([b"", span + span, *ODD_BYTES]) | st.binary(min_size=1, max_size=4))
    is_cut = draw(st.sampled_from([False] * 9 + [True]))
    return content[:start] + put + (b"" if is_cut else content[end:])


def with_broken_gzip(sound: Sound) -> st.SearchStrategy[bytes]:
    """The file, gzipped and then broken."""
    return with_other_bytes(gzip.compress(sound.content, mtime=0))


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
    place, key = draw(st.sampled_from(list(places_in(document)) or [({}, "")]))
    place[key] = draw(LEAVES)
    return json.dumps(document).encode()


def places_in(value: object) -> Iterator[tuple]:
    """Every container of a JSON value with each of its keys."""
    keys = (
        range(len(value)) if isinstance(value, list) else value if isinstance(value, dict) else ()
    )
    for key in keys:
        yield value, key
        yield from places_in(value[key])
