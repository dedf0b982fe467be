"""English texts: merging with git."""

from __future__ import annotations

TEXTS = {
    "help.merge": "Merge plan files by keys instead of lines (git calls it).",
    "help.merge-base": "The version both sides come from (%O)",
    "help.merge-ours": "Our version (%A); the result goes there",
    "help.merge-theirs": "Their version (%B)",
    "help.merge-path": "The file's path in the repository (%P)",
    "help.merge-marker-size": "Length of conflict markers (%L)",
    "help.merge-base-label": "Name of the version both come from in conflict markers (%S)",
    "help.merge-ours-label": "Name of our version in conflict markers (%X)",
    "help.merge-theirs-label": "Name of their version in conflict markers (%Y)",
    "help.merge-install": "Make git use this command in this repository (git's config and .gitattributes)",
    "help.merge-uninstall": "Make git no longer use this command",
    "merge.conflict": "{file}: {place}: ours {ours}, theirs {theirs} (was {base})",
    "merge.nothing": "nothing",
    "merge.unmarked": "{file}: no lines overlap, so the file has no markers; correct the values named above, then git add",
    "merge.by-lines": "{file}: cannot be merged by keys, so it was merged by lines",
    "merge.doubtful": "{file}: merged by lines, but the result differs from both changes together; check it, then git add",
    "merge.not-merged": "{file}: git cannot merge it ({reason}); it is left as ours",
    "merge.set": "git config: {name} = {value}",
    "merge.unset": "git config: {name} removed",
    "merge.added": "{file}: added '{line}'",
    "merge.removed": "{file}: removed '{line}'",
    "error.merge-files": "three versions to merge are missing\nhelp: plantool merge --install; from then on git calls it",
    "error.merge-unreadable": "cannot read {file} ({reason})\nhelp: name files in this order: plantool merge BASE OURS THEIRS",
    "error.merge-attributes": "{file} is a link, which git does not follow\nhelp: make it a file, then run this again",
}
