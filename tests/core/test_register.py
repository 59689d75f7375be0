"""Reading register files: what is right comes out as it went in, what is wrong is named once, at its line."""

import csv
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.register.cells import CodeReader, Day, Several, Text, escaped
from core.register.faults import CellFault, Fault, printable
from core.register.lines import LONGEST
from core.register.records import Records

COLUMNS = ["name", "day"]


def read(content: bytes):
    """The records and the faults of a file."""
    faults = []
    records = list(Records(BytesIO(content), COLUMNS, faults.append))
    return records, [str(fault) for fault in faults]


def rows(content: bytes):
    """The records of a file without faults."""
    records, faults = read(content)
    assert not faults
    return [(line, cells) for line, cells, _ in records]


def faults(content: bytes):
    return read(content)[1]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_mark_and_line_ends_make_no_difference(mark, end):
    assert rows(mark + end.join([b"name,day", b"Zo\xc3\xab,1", b"b,2"])) == [
        (2, ["Zoë", "1"]),
        (3, ["b", "2"]),
    ]


def test_columns_may_stand_in_any_order():
    assert rows(b"day,name\n1,a\n") == [(2, ["a", "1"])]


def test_a_record_is_at_the_line_where_it_begins_and_blank_lines_count():
    content = b'name,day\n\na,1\n"two\nlines",2\n  \nc,3\n'
    assert rows(content) == [(3, ["a", "1"]), (4, ["two\nlines", "2"]), (7, ["c", "3"])]


def test_surrounding_spaces_are_trimmed():
    assert rows(b"name , day\n  a , 1\n") == [(2, ["a", "1"])]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "1: header: is missing"),
        (b"\xef\xbb\xbf", "1: header: is missing"),
        (b"\n\n", "1: header: is missing"),
        ("name,day\n".encode("utf-16"), "1: header: the file is UTF-16"),
        ("name,day\n".encode("utf-32"), "1: header: the file is UTF-32"),
        ("name,day\n".encode("utf-16-le"), "1: header: byte 2 of line 1 is NUL"),
        (b"name,day\rname,1\r", "1: row: a line ends with CR alone"),
        (b"name;day\na;1\n", "1: header: the columns are not separated by commas"),
        (b"name\n", "1: day: the column is missing"),
        (b"name,day,name\n", "1: name: the column stands twice"),
        (b"name,day,nmae\n", "1: nmae: there is no column “nmae”; did you mean name?"),
        (b"name,day,\n", "1: header: column 3 has no name"),
        (b"\x89PNG\r\n\x1a\n\0\0", "1: header: byte 1 of line 1 (0x89) is not UTF-8"),
        (b"x" * (LONGEST * 10), "1: header: the line is longer than 1 MiB: is a line end missing?"),
        (b"x\r" * LONGEST, "1: header: the line is longer than 1 MiB: a line ends with LF or CRLF"),
        (b'"name,day\na,1\n', "1: row: a quote is opened and never closed"),
    ],
)
def test_a_bad_header_is_named_at_the_first_line_and_nothing_is_read(content, named):
    records, found = read(content)
    assert records == []
    assert len(found) == 1
    assert found[0].startswith(named)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (b"a", "2: row: has 1 cell; the header has 2"),
        (b"a,b,c", "2: row: has 3 cells; the header has 2: quote a cell that holds a comma"),
        (b"caf\xe9,1", "2: row: byte 4 of line 2 (0xE9) is not UTF-8"),
        (b"a\0b,1", "2: row: byte 2 of line 2 is NUL"),
        (b'"a"b,1', "2: row: a quote stands inside a quoted cell"),
        (b'a,"b', "2: row: a quote is opened and never closed"),
        (b"a\rb,1", "2: row: a line ends with CR alone"),
        (b"a," + b"b" * LONGEST, "2: row: the line is longer than 1 MiB"),
        (b"a," + b"b" * 200_000, "2: row: a cell is longer than 131,072 characters"),
    ],
)
def test_a_bad_line_is_one_fault_and_the_lines_after_it_are_read(line, named):
    records, found = read(b"name,day\n" + line + b"\nc,3\n")
    assert len(found) == 1
    assert found[0].startswith(named)
    assert [cells for number, cells, _ in records if number == 3] == [["c", "3"]]


def test_a_quote_never_closed_hides_no_later_line_and_holds_little():
    content = b'name,day\na,"1\n' + b"b,2\n" * 400_000 + b"c\n"
    records, found = read(content)
    assert [fault.partition(":")[0] for fault in found] == ["2", "400003"]
    assert len(records) == 400_000


def test_quotes_never_closed_on_every_line_do_not_make_reading_endless():
    found = faults(b"name,day\n" + b'a,"1\n\n' * 100_000)
    assert 1 <= len(found) <= 100_000


def test_faults_stand_on_one_printable_line():
    assert str(Fault(3, "na\nme", "bad \x1b[2J\u202e“é”")) == "3: na\\nme: bad \\x1b[2J\\u202e“é”"
    assert printable("a\udcffb") == "a\\udcffb"


@pytest.mark.parametrize(
    "day", ["2019-02-30", "2019-2-3", "20190203", "2019-W01-1", "03.02.2019", "٢٠١٩-٠١-٠١", "0000-01-01"]
)
def test_days_are_days_of_the_calendar(day):
    with pytest.raises(CellFault):
        Day().parse(day)


def test_an_unknown_code_is_named_with_what_is_allowed():
    reader = CodeReader("a route", ["EMR", "WBR"])
    with pytest.raises(CellFault, match=r"“emr” is not a route; did you mean EMR\?; allowed: EMR, WBR"):
        reader("emr")
    with pytest.raises(CellFault, match="“nonsense” is not a route; allowed"):
        reader("nonsense")


@pytest.mark.parametrize(
    ("text", "faults"),
    [("EMR;EMR", 1), ("EMR;;WBR", 1), (";", 2), ("x;y;EMR;EMR", 3), ("x;" * 50_000 + "x", 11)],
)
def test_lists_name_each_entry_that_is_wrong_up_to_a_bound(text, faults):
    with pytest.raises(CellFault) as caught:
        Several(CodeReader("a route", ["EMR", "WBR"])).parse(text)
    assert len(caught.value.messages) == faults


def test_texts_are_bounded_and_hold_no_control_characters():
    assert Text(3).parse("a\tb") == "a\tb"
    for text in ("four", "a\x07b", "a\x7f"):
        with pytest.raises(CellFault):
            Text(3).parse(text)


def test_copy_reads_back_what_was_escaped():
    assert escaped("a\\b\tc\nd\re") == "a\\\\b\\tc\\nd\\re"
    assert Several(str).copied(('q"', "b\\")) == '{"q\\\\"","b\\\\\\\\"}'


cells = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n"), max_size=20
)


@given(st.lists(st.tuples(cells, cells), max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_what_csv_writes_is_read_back(written, end):
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator=end)
    writer.writerow(COLUMNS)
    writer.writerows(written)
    read_back = [tuple(cells) for _, cells in rows(text.getvalue().encode())]
    assert read_back == [(a.strip(), b.strip()) for a, b in written]


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_read_to_the_end(junk, has_header):
    records, found = read((b"name,day\n" if has_header else b"") + junk)
    assert all(len(cells) == 2 for _, cells, _ in records)
    assert all(fault.isprintable() for fault in found)
