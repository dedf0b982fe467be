"""Japanese texts: merging with git."""

from __future__ import annotations

TEXTS = {
    "help.merge": "計画ファイルを、行ではなくキーごとに統合する（git が呼ぶ）。",
    "help.merge-base": "分かれる前の版（%O）",
    "help.merge-ours": "こちらの版（%A）。結果はここに書く",
    "help.merge-theirs": "あちらの版（%B）",
    "help.merge-path": "リポジトリーの中のファイル名（%P）",
    "help.merge-marker-size": "衝突の印の長さ（%L）",
    "help.merge-base-label": "衝突の印に書く、分かれる前の版の名前（%S）",
    "help.merge-ours-label": "衝突の印に書く、こちらの版の名前（%X）",
    "help.merge-theirs-label": "衝突の印に書く、あちらの版の名前（%Y）",
    "help.merge-install": "このリポジトリーの git に使わせる（設定と .gitattributes に書く）",
    "help.merge-uninstall": "使わせるのをやめる",
    "merge.conflict": "{file}: {place}: こちら {ours}、あちら {theirs}（元 {base}）",
    "merge.nothing": "なし",
    "merge.unmarked": "{file}: 行ごとには重ならず、ファイルに印はありません。上の箇所を直してから git add してください",
    "merge.by-lines": "{file}: キーごとに統合できないため、行ごとに統合しました",
    "merge.doubtful": "{file}: 行ごとの統合が、両方の変更を合わせたものと違います。確かめてから git add してください",
    "merge.not-merged": "{file}: git が統合できません（{reason}）。こちらの版のままです",
    "merge.set": "git config: {name} = {value}",
    "merge.unset": "git config: {name} を消しました",
    "merge.added": "{file}: 「{line}」を加えました",
    "merge.removed": "{file}: 「{line}」を消しました",
    "error.merge-files": "統合する三つの版がありません\n直し方: plantool merge --install を実行すると、あとは git が呼びます",
    "error.merge-unreadable": "{file} が読めません（{reason}）\n直し方: plantool merge 元 こちら あちら の順にファイルを指定してください",
    "error.merge-attributes": "{file} がリンクになっていて、git はこれをたどりません\n直し方: ふつうのファイルに置き換えてから、もう一度実行してください",
}
