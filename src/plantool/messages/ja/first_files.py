"""Japanese texts: what new plans and new initiatives say, and their comments."""

from __future__ import annotations

TEXTS = {
    "start.list": "、",
    "start.to-do": "要記入",
    # plan.yaml
    "start.plan.head": "計画全体の設定です。# で始まる行は説明なので、消しても構いません。\n直したら plantool validate で確かめてください。",
    "start.plan.title": "計画書の名前と発行者。全国地方公共団体コード（6桁）は、発行者の code に書きます。",
    "start.plan.years": "計画の年度（planned）。baseline は現況の年度で、複数書けます。\n年度の実績と決算が確定したら、closed: [{year}] のように書き足します。",
    "start.plan.headings": "表の見出し。{{year}} の所に年度が入ります。計画書の言葉に直してください。",
    "start.plan.money": "事業費の単位。すべての事業の金額がこの単位になります。",
    "start.plan.marks": "事業名に付ける印と、その意味。使わなければ消してください。",
    "start.plan.departments": "部と課。計画書に載せる順に書きます。事業の担当は、ここにある名前だけが使えます。",
    "start.plan.reporting": "実績報告の期限（月-日）。final は年度が終わってからの最終報告、interim は中間の報告。",
    "start.scheme": "評価の基準（{bands}）。違う段階にする書き方は plantool の「実績と評価」にあります。",
    # chapters
    "start.chapter.title": "みんなで支え合うまち",
    "start.chapter.head": "章（基本目標など）です。ファイル名の数字が id です。\n章を増やすときは、このファイルを 2.yaml に写して id を 2 に直します。",
    "start.chapter.series-note": "章の番号の前に付く言葉（基本目標、戦略計画 など）。",
    "start.chapter.title-note": "章の題名。計画書のとおりに書きます。",
    "start.chapter.sections-note": "章の中の柱（施策）。柱がなければ、ここと事業の section を消します。",
    "start.section.title": "暮らしを支える仕組みづくり",
    "start.series.action-plan": "戦略計画",
    "start.series.strategy": "基本目標",
    "start.series.reform": "改革の柱",
    "start.series.scorecard": "重点分野",
    "start.series.program-budget": "施策",
    "start.series.commitments": "テーマ",
    # words of plan.yaml
    "start.heading.baseline": "基準値（{year}年度）",
    "start.heading.target": "目標値（{year}年度）",
    "start.mark": "重点事業",
    "start.funds": "財源",
    "start.fund.grants": "国庫支出金",
    "start.fund.own": "一般財源",
    "start.band.effective": "有効であった",
    "start.band.partly-effective": "一部有効であった",
    "start.band.ineffective": "有効とは言えない",
    "start.band.done": "目標達成",
    "start.band.not-done": "目標未達成",
    "start.band.completed": "完了",
    "start.band.substantial": "おおむね完了",
    "start.band.limited": "一部のみ",
    "start.band.not-started": "未着手",
    # the first initiatives
    "start.sample.head": "記入例です。1ファイルが1事業で、ファイル名（拡張子を除く）が id です。\n計画書の内容に書き換えるか、要らなければファイルごと消してください。",
    "start.sample.cumulative": "【例】相談窓口の増設",
    "start.sample.level": "【例】窓口サービスの向上",
    "start.sample.milestone": "【例】相談支援の仕組みづくり",
    "start.desks.name": "相談窓口の開設",
    "start.desks.unit": "か所",
    "start.desks.cell": "{number}か所",
    "start.desks-before.cell": "計{number}か所",
    "start.satisfied.name": "利用者の満足度",
    "start.satisfied.unit": "％",
    "start.satisfied.cell": "{number}％",
    "start.rules.name": "相談支援の要綱の制定",
    "start.step.begin": "検討",
    "start.step.prepare": "準備",
    "start.step.done": "実施",
    # comments in initiatives
    "start.note.file-id": "章の番号-通し番号。ファイル名と同じにする",
    "start.note.file-section": "章のファイルの sections にある番号",
    "start.note.departments": "「部 課」。plan.yaml の departments にある名前",
    "start.note.measures": "年度別計画の表の行（取組項目）。行を増やすときは「- id:」から写します。",
    "start.note.id": "半角の英小文字で付け、あとで変えない",
    "start.note.direction": "増えるほど良い。減らすなら down、保つなら maintain",
    "start.note.unit": "数の単位。欄の数にも同じ単位を付ける",
    "start.note.baseline": "計画の前の現況",
    "start.note.total": "計。年度の数の合計と突き合わせる",
    "start.note.cumulative-kind": "年度ごとの数を積み上げる項目（開設数、件数など）",
    "start.note.cumulative-planned": "その年度に増やす数",
    "start.note.cumulative-target": "計画の終わりの目標。現況＋計と突き合わせる",
    "start.note.level-kind": "その時点の水準で表す項目（率、満足度、人数など）",
    "start.note.level-planned": "その年度に目指す水準",
    "start.note.level-target": "計画の終わりの目標",
    "start.note.milestone-kind": "数でなく言葉で表す項目（検討、実施など）",
    "start.note.milestone-planned": "その年度にすること",
    "start.note.milestone-target": "計画の終わりの姿",
    "start.note.milestone-due": "期限の日",
    "start.note.budget": "年度ごとの事業費（{unit}）。半角の数だけを書きます。total は計。",
    # initiatives that plantool new begins
    "start.new.head": "「{word}」を計画書の言葉と数に書き換えてください。残っているところは plantool validate で分かります。",
    "start.new.budget": "年度ごとの事業費（{unit}）。null を半角の数に書き換え、なければ ― と書きます。",
    # beside the plan
    "start.ignored": "アプリが作る一時ファイル。git の記録に入れません",
    "start.readme": """# {title}

この計画は `plan/` フォルダのファイルで管理しています。1ファイルが1事業です。

| ファイル | 内容 |
|---|---|
| `plan/plan.yaml` | 計画の名前、年度、組織、金額の単位、報告の期限、評価の基準 |
| `plan/1.yaml` | 章（1 は章の番号） |
| `plan/1-1.yaml` | 事業（章の番号-通し番号） |

## よく使うコマンド

このフォルダで PowerShell（またはターミナル）を開いて、次のように打ちます。

| したいこと | コマンド |
|---|---|
| 誤りがないか確かめる | `plantool validate` |
| 事業を加える | `plantool new 1` |
| 事業の番号を変える | `plantool rename 1-3 1-5` |
| 実績を書き込む | `plantool record` |
| 最後に書き込んだものを取り消す | `plantool record --undo` |
| 各課に配る Excel を作る | `plantool sheet export --all` |
| 記入された Excel を取り込む | `plantool sheet import ファイル名.xlsx` |
| 進み具合を見る | `plantool status` |
| 未報告の部署を調べる | `plantool pending` |
| 事業費を合計する | `plantool budget` |
| 報告書を作る | `plantool report --output 報告書.html` |

ファイルはメモ帳などで直せます（文字コードは UTF-8 で保存します）。直したら `plantool validate` で確かめてください。
各コマンドの説明は `plantool コマンド名 --help` で見られます。
""",
}
