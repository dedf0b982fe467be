"""The list of the questions that come with plantool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.reports.page import Column, Heading, Page, Records, Row, Table

if TYPE_CHECKING:
    from plantool.messages import Catalogue
    from plantool.querying.shipped_questions import Question, QuestionShelf
    from plantool.reports.page import Record

_RECORD_COLUMNS = ("question", "title", "note", "sql")


def build_question_list(shelf: QuestionShelf, texts: Catalogue) -> Page:
    """List the questions of ``shelf``, with what they answer."""
    questions = shelf.list_questions()
    columns = (Column(texts("query.question")), Column(texts("query.answers"), wide=True))
    rows = tuple(Row((f"@{each.name}", each.say_title(texts))) for each in questions)
    return Page(
        name="query-questions",
        blocks=[Heading(texts(shelf.title)), Table(columns, rows)],
        records=Records(_RECORD_COLUMNS, [_describe(each, texts) for each in questions]),
        metadata={},
    )


def _describe(question: Question, texts: Catalogue) -> Record:
    return {
        "question": question.name,
        "title": question.say_title(texts),
        "note": question.say_note(texts),
        "sql": question.sql,
    }
