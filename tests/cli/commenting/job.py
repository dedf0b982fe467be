"""A job of a runner that comments, and what it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.running import Run, run

if TYPE_CHECKING:
    from pathlib import Path

MARKER = "<!-- plantool diff -->"
TOKEN = "secret-token-4711"  # noqa: S105 - of no service
TEXT = f"{MARKER}\n# 変更\n\n- 18-3: ２か所 → ３か所\n"
NONE = dict.fromkeys(
    (
        *("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_EVENT_PATH", "GITHUB_TOKEN"),
        *("CI_API_V4_URL", "CI_PROJECT_ID", "CI_MERGE_REQUEST_PROJECT_ID"),
        *("CI_MERGE_REQUEST_IID", "PLANTOOL_GITLAB_TOKEN", "GITLAB_TOKEN"),
        *("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"),
    ),
    "",
)
NOTES = "/api/v4/projects/77/merge_requests/5/notes"
ISSUES = "/repos/ward/plan/issues"


class Job(NamedTuple):
    """A job of a runner: its folder, and what it is told."""

    folder: Path
    variables: dict[str, str]

    def comment(self, text: str | None, *arguments: str, **variables: str) -> Run:
        """Run ``plantool comment``; its token is never to be seen."""
        file = self.folder / "diff.md"
        if text is not None:
            file.write_bytes(text.encode("utf-8"))
        return self._run("diff.md", *arguments, **variables)

    def failed(self) -> Run:
        """Run ``plantool comment --failed``."""
        return self._run("--failed")

    def _run(self, *arguments: str, **variables: str) -> Run:
        told = {**NONE, "PLANTOOL_LANG": "en", **self.variables, **variables}
        done = run("comment", *arguments, cwd=self.folder, **told)
        assert TOKEN not in done.out + done.err
        assert done.out == ""
        return done


def lists(job: Job) -> str:
    return f"{ISSUES}/12/comments" if "GITHUB_TOKEN" in job.variables else NOTES
