"""English texts: what new plans and new initiatives say, and their comments."""

from __future__ import annotations

TEXTS = {
    "start.list": ", ",
    "start.to-do": "TODO",
    # plan.yaml
    "start.plan.head": "The settings of the whole plan. Lines with # explain, and may be deleted.\nCheck your changes with: plantool validate",
    "start.plan.title": "The title of the plan, and who publishes it.",
    "start.plan.years": "The years of the plan (planned); baseline are those that it is compared with.\nWhen results and settlement of a year are final, add it: closed: [{year}].",
    "start.plan.headings": "The headings of tables; {{year}} becomes the year. Use the plan's own words.",
    "start.plan.money": "The unit of all money in the plan.",
    "start.plan.marks": "Marks beside titles, and their meaning. Delete them if there are none.",
    "start.plan.departments": "Bureaus and divisions, in printed order. Initiatives can only name these.",
    "start.plan.reporting": "When results are due (month-day): final after the end of a year, interim within it.",
    "start.scheme": "How results are judged ({bands}). Results and judgement in the docs has other ways.",
    # chapters
    "start.chapter.title": "Services close to people",
    "start.chapter.head": "A chapter. The number in the file's name is its id.\nFor another one, copy this file to 2.yaml and change the id to 2.",
    "start.chapter.series-note": "The word before the number (Chapter, Priority, Goal).",
    "start.chapter.title-note": "The title of the chapter, as printed.",
    "start.chapter.sections-note": "The groups of initiatives. Without groups, delete this and the section of initiatives.",
    "start.section.title": "Advice and support",
    "start.series.action-plan": "Chapter",
    "start.series.strategy": "Goal",
    "start.series.reform": "Pillar",
    "start.series.scorecard": "Priority",
    "start.series.program-budget": "Program",
    "start.series.commitments": "Theme",
    # words of plan.yaml
    "start.heading.baseline": "Outturn {year}",
    "start.heading.target": "Target {year}",
    "start.mark": "key initiative",
    "start.funds": "Fund",
    "start.fund.grants": "Grants",
    "start.fund.own": "General Fund",
    "start.band.effective": "effective",
    "start.band.partly-effective": "partly effective",
    "start.band.ineffective": "not effective",
    "start.band.done": "target reached",
    "start.band.not-done": "target not reached",
    "start.band.completed": "completed",
    "start.band.substantial": "substantial",
    "start.band.limited": "limited",
    "start.band.not-started": "not started",
    # the first initiatives
    "start.sample.head": "An example. One file is one initiative; its name without .yaml is the id.\nReplace it by one of your plan, or delete the file.",
    "start.sample.cumulative": "Example: more advice desks",
    "start.sample.level": "Example: better service at the desks",
    "start.sample.milestone": "Example: rules for advice",
    "start.desks.name": "Advice desks opened",
    "start.desks.unit": "desks",
    "start.desks.cell": "{number} desks",
    "start.desks-before.cell": "{number} desks",
    "start.satisfied.name": "Satisfied visitors",
    "start.satisfied.unit": "%",
    "start.satisfied.cell": "{number}%",
    "start.rules.name": "Rules for advice in force",
    "start.step.begin": "draft",
    "start.step.prepare": "consultation",
    "start.step.done": "in force",
    # comments in initiatives
    "start.note.file-id": "chapter-number, the same as the file name",
    "start.note.file-section": "a number of the chapter's sections",
    "start.note.departments": "bureau and division, as in plan.yaml",
    "start.note.measures": "The rows of the table by years. For another row, copy from '- id:' on.",
    "start.note.id": "small letters; stays when the name changes",
    "start.note.direction": "more is better; down: less is; maintain: to be kept",
    "start.note.unit": "stands with the numbers below, too",
    "start.note.baseline": "where it stood before the plan",
    "start.note.total": "checked against the sum of the years",
    "start.note.cumulative-kind": "each year adds to it: openings, cases",
    "start.note.cumulative-planned": "what the year is to add",
    "start.note.cumulative-target": "at the plan's end: baseline + total",
    "start.note.level-kind": "where it stands: a rate, a share, people",
    "start.note.level-planned": "where it is to stand that year",
    "start.note.level-target": "at the plan's end",
    "start.note.milestone-kind": "words instead of numbers",
    "start.note.milestone-planned": "what is to be done that year",
    "start.note.milestone-target": "at the plan's end",
    "start.note.milestone-due": "the day by which it is due",
    "start.note.budget": "Money by year ({unit}): plain numbers. total is their sum.",
    # initiatives that plantool new begins
    "start.new.head": "Replace each {word} by the words and numbers of the plan; plantool validate lists those that are left.",
    "start.new.budget": "Money by year ({unit}): replace null by a number, or by ― where there is none.",
    # beside the plan
    "start.ignored": "what programs leave behind",
    "start.readme": """# {title}

The plan is kept in the files of the folder `plan/`: one file is one initiative.

| file | contents |
|---|---|
| `plan/plan.yaml` | title, years, departments, unit of money, deadlines, judgement |
| `plan/1.yaml` | a chapter (1 is its number) |
| `plan/1-1.yaml` | an initiative (chapter-number) |

## Commands

Open a terminal in this folder.

| to do | command |
|---|---|
| check the plan | `plantool validate` |
| add an initiative | `plantool new 1` |
| change the id of an initiative | `plantool rename 1-3 1-5` |
| enter a result | `plantool record` |
| see where it stands | `plantool status` |
| see which reports are missing | `plantool pending` |
| add up the money | `plantool budget` |
| make the report | `plantool report --output report.html` |

Files can be changed with any text editor (save them as UTF-8). Check your changes with `plantool validate`.
`plantool COMMAND --help` explains a command.
""",
}
