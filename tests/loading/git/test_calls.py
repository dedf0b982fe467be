"""How git is called, and what is said where it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.loading.git import calls
from plantool.loading.git.calls import GitError, build_git_error

if TYPE_CHECKING:
    from pathlib import Path

REMEDY = "To add an exception, call:\n\n\tgit config --global --add safe.directory /x"


def test_a_git_that_gives_no_answer_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "git"
    program.write_text("#!/bin/sh\nexec sleep 600\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(calls, "_SECONDS", 0.2)
    with pytest.raises(GitError) as caught:
        calls.ask_git(tmp_path, "status")
    assert caught.value.key == "error.git-slow"


def test_settings_of_the_user_stay_but_nothing_that_leads_astray(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (
        ("GIT_DIR", "/nowhere"),
        ("GIT_CONFIG_COUNT", "2"),
        ("GIT_CONFIG_KEY_0", "user.name"),
        ("GIT_CONFIG_VALUE_0", "企画課"),
        ("GIT_CONFIG_KEY_1", "core.fsmonitor"),
        ("GIT_CONFIG_VALUE_1", "/bin/evil"),
    ):
        monkeypatch.setenv(name, value)
    assert calls.ask_git(tmp_path, "config", "user.name") == "企画課"
    assert calls.ask_git(tmp_path, "config", "core.fsmonitor") == ""


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("fatal: not a git repository (or any of the parent directories): .git", "no-repository"),
        ("fatal: could not fetch 0075 from promisor remote", "not-fetched"),
        ("fatal: transport 'ssh' not allowed", "not-fetched"),
        (f"fatal: unsafe repository ('/x' is of another)\n{REMEDY}", "foreign-repository"),
        ("fatal: cannot use bare repository '/x'", "git-failed"),
    ],
)
def test_words_of_git_are_understood_or_shown(tmp_path: Path, said: str, key: str) -> None:
    found = build_git_error(tmp_path, said.encode())
    assert found.key == f"error.{key}"
    if key == "git-failed":
        assert said in str(found)


def test_long_words_of_git_are_cut(tmp_path: Path) -> None:
    assert len(str(build_git_error(tmp_path, b"x" * 10**6))) < 3000
