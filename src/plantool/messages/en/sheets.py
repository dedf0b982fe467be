"""English texts: workbooks of Excel."""

from __future__ import annotations

TEXTS = {
    "error.no-sheet": "the packages that write and read Excel files are not installed\nhelp: run pip install 'xlsxwriter>=3.2' 'python-calamine>=0.4'",
    "error.workbook-unread": "{file} cannot be read ({reason})\nhelp: check where the file is, its name and its permissions",
    "error.workbook-old": "{file} is in the old format (.xls)\nhelp: open it in Excel and save it as an Excel workbook (*.xlsx)",
    "error.workbook-locked": "{file} is protected by a password\nhelp: open it in Excel, take the password off (File, Info, Protect Workbook) and save it again",
    "error.workbook-other": "{file} is not an Excel workbook (.xlsx)\nhelp: open it in Excel or LibreOffice and save it as .xlsx",
    "error.workbook-damaged": "{file} cannot be read as an Excel workbook: it is damaged, or of another format\nhelp: open it in Excel and save it again, or ask for the file once more",
    "error.workbook-size": "{file} unpacks to more than {most} MB, and is not read\nhelp: delete sheets and pictures that are not needed, or save the sheet as CSV",
    "error.workbook-area": "{file}: the sheet '{sheet}' spans more than {most} cells, and is not read\nhelp: clear cells far away from the table, or save the sheet as CSV",
}
