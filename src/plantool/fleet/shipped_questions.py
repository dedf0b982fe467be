"""The questions about many plans that come with plantool."""

from __future__ import annotations

from pathlib import Path

from plantool.querying.shipped_questions import QuestionShelf

FLEET_QUESTIONS = QuestionShelf(
    Path(__file__).parent / "questions", "fleet-question.", "fleet.questions-title"
)
"""Each runs unchanged on DuckDB and on Spark, and is written for Trino and BigQuery too."""
