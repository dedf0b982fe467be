"""Japanese texts: merging with git."""

from __future__ import annotations

TEXTS = {
    "merge.conflict": "{file}: {subject}: こちらは「{ours}」、あちらは「{theirs}」（元は「{base}」）",
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
