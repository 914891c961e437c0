import datetime as dt
import subprocess
import sys
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inventory.importing.archives import MAX_ENTRIES
from app.inventory.importing.reading import read_workbook
from app.inventory.importing.workbook import ImportFileError
from tests.inventory.importing.files import ACCOUNTANT, ROOT, lying, repacked, xlsx

RUSSIAN = "Инв. №;Наименование;Кол-во\r\n01-1;Кресло «Чайка», красное;2\r\n01-2;Ёлка;3\r\n"
PLAIN = xlsx({"Лист": [["Наименование", "Кол-во"], ["Стул", 2]]})


def with_rows(rows: str) -> bytes:
    """A workbook whose only sheet has these rows of XML."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    return repacked(PLAIN, {"xl/worksheets/sheet1.xml": sheet.encode()})


def far_cell(reference: str, *, filled: bool = True) -> bytes:
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    text = ' t="inlineStr"><is><t>y</t></is></c>' if filled else ' s="0"/>'
    return with_rows(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
        f'<row r="{row}"><c r="{reference}"{text}</row>'
    )


def refusal(data: bytes, name: str = "list.xlsx") -> str:
    with pytest.raises(ImportFileError) as caught:
        read_workbook(data, name)
    return caught.value.code


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp1251", "cp866", "koi8-r", "utf-16", "utf-16-le", "utf-16-be"],
)
def test_every_usual_encoding_of_russian_is_recognised(encoding: str) -> None:
    missing = {"cp866": "«»", "koi8-r": "№«»"}.get(encoding, "")
    text = "".join(character for character in RUSSIAN if character not in missing)
    book = read_workbook(text.encode(encoding), "список.csv")
    assert book.sheets[0].rows[2] == ["01-2", "Ёлка", "3"]
    assert book.sheets[0].name == "список"
    assert not book.is_damaged


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found_among_commas_in_quotes_and_decimals(delimiter: str) -> None:
    rows = [["Имя", "Цена", "Прим"], ["Стул, стол", "1", ""], ["Шкаф; дуб", "2", "а|б"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    book = read_workbook(text.encode(), "a.csv")
    assert book.delimiter == delimiter
    assert book.sheets[0].rows[1][0] == "Стул, стол"


def test_decimal_commas_do_not_win_over_semicolons() -> None:
    text = "Название;Цена\n" + "".join(f"Стул {n};{n},50\n" for n in range(50))
    assert read_workbook(text.encode(), "a.csv").sheets[0].rows[7] == ["Стул 6", "6,50"]


def test_title_rows_above_do_not_confuse_the_delimiter() -> None:
    text = "Опись имущества, цех\n\nНазвание;Кол-во\nСтул;1\nСтол;2\n"
    assert read_workbook(text.encode(), "a.csv").delimiter == ";"


def test_the_line_that_names_the_separator_is_no_row() -> None:
    book = read_workbook("\ufeffsep=|\nНазвание|Кол-во\nСтул|1\n".encode(), "a.csv")
    assert book.sheets[0].rows[0] == ["Название", "Кол-во"]


def test_rows_are_counted_as_the_spreadsheet_counts_them() -> None:
    text = 'Название,Прим\r\n\r\nСтул,"две\r\nстроки"\r\nСтол,нет\r\n'
    rows = read_workbook(text.encode(), "a.csv").sheets[0].rows
    assert rows[1] == []
    assert rows[2] == ["Стул", "две\r\nстроки"]
    assert rows[3] == ["Стол", "нет"]


@pytest.mark.parametrize("tail", ["", "\n", "Стол,2\n" * 1000, "Стол,2\n" * 30_000])
def test_a_quotation_mark_that_never_closes_is_named_with_its_line(tail: str) -> None:
    with pytest.raises(ImportFileError) as caught:
        read_workbook(f'Название,Кол-во\nСтул,1\n"Стол,2\n{tail}'.encode(), "a.csv")
    assert caught.value.code == "import.quotes"
    assert caught.value.params == {"line": 3}


def test_quotes_inside_a_field_are_text() -> None:
    rows = read_workbook(b'Name,Qty\nMacbook 13",1\n"Say ""hi""",2\n', "a.csv").sheets[0].rows
    assert [row[0] for row in rows[1:]] == ['Macbook 13"', 'Say "hi"']


def test_a_few_broken_bytes_do_not_turn_utf8_into_nonsense() -> None:
    text = ("Название;Кол-во\n" + "Кресло красное;1\n" * 100).encode()
    book = read_workbook(
        text.replace("Кресло".encode(), b"\xd0\xff" + "ресло".encode(), 1), "a.csv"
    )
    assert book.is_damaged
    assert book.sheets[0].rows[2] == ["Кресло красное", "1"]


def test_numbers_dates_texts_and_flags_of_a_real_workbook() -> None:
    data = xlsx({"A": [["x"], ["007", 7, 2.5, dt.date(2019, 3, 12), True]]})
    cells = read_workbook(data, "a.xlsx").sheets[0].rows[1]
    assert cells == ["007", 7.0, 2.5, dt.date(2019, 3, 12), "TRUE"]


def test_leading_blank_rows_and_columns_keep_their_places() -> None:
    data = xlsx({"A": [[], [], [None, None, "Название"], [None, None, "Стул"]]})
    rows = read_workbook(data, "a.xlsx").sheets[0].rows
    assert rows == [[], [], ["", "", "Название"], ["", "", "Стул"]]


def test_a_formula_without_a_value_is_read_as_its_text() -> None:
    rows = read_workbook(ACCOUNTANT.read_bytes(), "опись.xlsx").sheets[0].rows
    assert rows[6][9] == "=SUM(A1:A9)"


def test_a_computed_formula_is_read_as_its_value() -> None:
    cells = (
        '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
        '<c r="C1"><v>5</v></c>'
    )
    data = with_rows(f'<row r="1">{cells}</row>')
    assert read_workbook(data, "a.xlsx").sheets[0].rows == [[2.0, "", 5.0]]


def test_the_name_of_a_file_decides_nothing() -> None:
    assert read_workbook(PLAIN, "list.csv").kind == "xlsx"
    assert read_workbook(RUSSIAN.encode(), "list.xlsx").kind == "csv"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1 0 obj\n",
        b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>",
        b"\xef\xbb\xbf  <html><body>",
        b'<?xml version="1.0"?><Workbook/>',
        b"{\\rtf1 text}",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
        b"\xff\xd8\xff\xe0" + b"\x00" * 100,
        b"\x1f\x8b\x08" + b"\x00" * 100,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000,
        b"some text\x00with zero bytes\x01",
    ],
)
def test_other_kinds_of_files_are_refused_whatever_their_name(data: bytes) -> None:
    assert refusal(data) == "import.not_a_spreadsheet"


@pytest.mark.parametrize("data", [b"", b"\n\n \n", b"\xef\xbb\xbf", b"\x00" * 50])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    assert refusal(data) == "import.empty"


def test_a_workbook_without_cells_is_called_empty() -> None:
    assert refusal(xlsx({"A": []})) == "import.empty"


def test_an_encrypted_workbook_is_called_encrypted() -> None:
    data = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 1000
        + "EncryptedPackage".encode("utf-16-le")
    )
    assert refusal(data) == "import.encrypted"


def test_a_text_document_and_a_macro_workbook_are_refused() -> None:
    types = zipfile.ZipFile(BytesIO(PLAIN)).read("[Content_Types].xml")
    document = repacked(
        PLAIN,
        {
            "[Content_Types].xml": types.replace(
                b"spreadsheetml.sheet", b"wordprocessingml.document"
            )
        },
    )
    assert refusal(document) == "import.not_a_spreadsheet"
    macros = types.replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    assert refusal(repacked(PLAIN, {"[Content_Types].xml": macros})) == "import.macros"


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_called_damaged(cut: float) -> None:
    assert refusal(PLAIN[: int(len(PLAIN) * cut)]) == "import.damaged"


@pytest.mark.parametrize("shift", [0.1, 0.3, 0.5, 0.7])
def test_flipped_bytes_never_do_worse_than_a_refusal(shift: float) -> None:
    at = int(len(PLAIN) * shift)
    broken = PLAIN[:at] + bytes(byte ^ 0x55 for byte in PLAIN[at : at + 40]) + PLAIN[at + 40 :]
    with suppress(ImportFileError):
        read_workbook(broken, "a.xlsx")


def test_too_many_entries_are_refused() -> None:
    data = repacked(PLAIN, {f"xl/media/{n}.txt": b"x" for n in range(MAX_ENTRIES)})
    assert refusal(data) == "import.too_many_entries"


def test_a_bomb_is_refused_by_its_directory() -> None:
    assert (
        refusal(repacked(PLAIN, {"xl/media/a.bin": b"\x00" * 60_000_000}))
        == "import.too_large_unpacked"
    )


def test_a_bomb_that_lies_about_its_size_is_refused_while_inflating() -> None:
    sheet = b"<worksheet>" + b"<!-- " + b"A" * 30_000_000
    data = lying(PLAIN, "xl/worksheets/sheet1.xml", sheet, 2_000)
    assert refusal(data) == "import.too_large_unpacked"


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    assert refusal(repacked(PLAIN, {"xl/worksheets/sheet1.xml": bomb})) == "import.damaged"
    assert refusal(repacked(PLAIN, {"xl/workbook.xml": bomb})) == "import.damaged"


def test_two_far_cells_do_not_take_the_memory_of_a_whole_sheet() -> None:
    assert refusal(far_cell("XFD1048576")) == "import.too_many_cells"
    assert refusal(far_cell("CV1048576")) == "import.too_many_cells"


def test_blank_formatted_columns_far_right_are_no_reason_to_refuse() -> None:
    data = far_cell("AMJ3", filled=False)
    assert read_workbook(data, "a.xlsx").sheets[0].rows == [["x"]]


def ods(body: str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" '
        f'xmlns:text="{space}text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Лист">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{space}manifest:1.0"/>'
        )
    return stream.getvalue()


CELL = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
BLANKS = (
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
    'table:number-columns-repeated="16384"/></table:table-row>'
)


def test_an_open_document_is_read_with_its_endless_blank_rows() -> None:
    row = "".join(CELL.format("", text) for text in ("Название", "Кол-во"))
    columns = '<table:table-column table:number-columns-repeated="16384"/>'
    data = ods(f"{columns}<table:table-row>{row}</table:table-row>{BLANKS}")
    assert read_workbook(data, "a.ods").sheets[0].rows == [["Название", "Кол-во"]]


@pytest.mark.parametrize("place", ["columns", "rows"])
def test_an_open_document_that_repeats_a_filled_cell_a_million_times_is_refused(place: str) -> None:
    columns = ' table:number-columns-repeated="16000"' if place == "columns" else ""
    rows = ' table:number-rows-repeated="1000000"' if place == "rows" else ""
    data = ods(f"<table:table-row{rows}>{CELL.format(columns, 'x')}</table:table-row>")
    assert refusal(data, "a.ods") == "import.too_many_cells"


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(ImportFileError):
        read_workbook(data, "x.csv")


def test_two_hundred_thousand_rows_fit_into_the_memory_of_the_sandbox(tmp_path: Path) -> None:
    """In a process of its own with the limit of the sandbox, as in production."""
    file = tmp_path / "big.csv"
    line = "{0};01-{0};Кресло красное;Мебель / Кресла;Склад №1;2 шт.;12 500,00 руб.;12.03.2019 г.\n"
    text = "№ п/п;Инв. №;Наименование;Категория;Место хранения;Кол-во;Цена;Дата приобр.\n"
    file.write_text(text + "".join(map(line.format, range(200_000))), "cp1251")
    code = (
        "import resource, sys, orjson\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "from app.inventory.importing import child\n"
        "data = open(sys.argv[1], 'rb').read()\n"
        "answer = child.parse(data, orjson.dumps({'name': 'a'}).decode())\n"
        "head, rows = child.read_rows(answer)\n"
        "print(head.rows_total, sum(row.item.quantity for row in rows if row.item))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        cwd=ROOT / "backend",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["200000", "400000"]
