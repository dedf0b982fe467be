"""Japanese texts: workbooks of Excel."""

from __future__ import annotations

TEXTS = {
    "error.no-sheet": "Excel のファイルを扱う部品がインストールされていません\n直し方: pip install 'xlsxwriter>=3.2' 'python-calamine>=0.4' を実行してください",
    "error.workbook-unread": "{file} を読めません（{reason}）\n直し方: ファイルの場所と名前、権限を確かめてください",
    "error.workbook-old": "{file} は古い形式（.xls）です\n直し方: Excel で開き、「名前を付けて保存」で「Excel ブック (*.xlsx)」として保存し直してください",
    "error.workbook-locked": "{file} にはパスワードがかかっています\n直し方: Excel で開き、「ファイル」→「情報」→「ブックの保護」でパスワードを外して保存し直してください",
    "error.workbook-other": "{file} は Excel のブック（.xlsx）ではありません\n直し方: Excel か LibreOffice で開き、.xlsx として保存し直してください",
    "error.workbook-damaged": "{file} は Excel のブックとして読めません（壊れているか、別の形式です）\n直し方: Excel で開いて保存し直すか、元のファイルをもう一度受け取ってください",
    "error.workbook-size": "{file} は展開すると{most}MBを超えるため、読みません\n直し方: 要らないシートや画像を消すか、シートを CSV で保存してください",
    "error.workbook-area": "{file} のシート「{sheet}」は、使っている範囲が{most}セルを超えるため、読みません\n直し方: 表から遠く離れたセルの内容を消すか、シートを CSV で保存してください",
}
