"""Japanese texts: merging with git."""

from __future__ import annotations

TEXTS = {
    "help.merge": "計画のファイルを、行ではなく項目ごとに統合する（git が自動で呼び出す）。",
    "help.merge-base": "分かれる前の版（%O）",
    "help.merge-ours": "こちらの版（%A）。結果をここに書く",
    "help.merge-theirs": "あちらの版（%B）",
    "help.merge-path": "リポジトリの中のファイル名（%P）",
    "help.merge-marker-size": "衝突の印の長さ（%L）",
    "help.merge-base-label": "衝突の印に書く、分かれる前の版の名前（%S）",
    "help.merge-ours-label": "衝突の印に書く、こちらの版の名前（%X）",
    "help.merge-theirs-label": "衝突の印に書く、あちらの版の名前（%Y）",
    "help.merge-install": "このリポジトリの git が使うようにする（git の設定と .gitattributes に書く）",
    "help.merge-uninstall": "git が使わないように戻す",
    "merge.conflict": "{file}: {place}: こちらは「{ours}」、あちらは「{theirs}」（元は「{base}」）",
    "merge.nothing": "なし",
    "merge.unmarked": "{file}: 行の重なりがないため、ファイルの中に印はありません。上に示した箇所を直してから、git add を実行してください",
    "merge.by-lines": "{file}: 項目ごとに統合できなかったため、行ごとに統合しました",
    "merge.doubtful": "{file}: 行ごとの統合が、両方の変更を合わせたものと違います。内容を確かめてから、git add を実行してください",
    "merge.not-merged": "{file}: git では統合できませんでした（{reason}）。こちらの版のまま残しています",
    "merge.set": "git config: {name} = {value}",
    "merge.unset": "git config: {name} を消しました",
    "merge.added": "{file}: 「{line}」を加えました",
    "merge.removed": "{file}: 「{line}」を消しました",
    "error.merge-files": "統合する3つの版が指定されていません\n直し方: plantool merge --install を実行すると、次からは git が自動で呼び出します",
    "error.merge-unreadable": "{file} が読めません（{reason}）\n直し方: plantool merge 元 こちら あちら の順にファイルを指定してください",
    "error.merge-attributes": "{file} がリンクになっていて、git はこれをたどりません\n直し方: ふつうのファイルに置き換えてから、もう一度実行してください",
}
