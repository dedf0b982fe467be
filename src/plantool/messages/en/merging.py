"""English texts: merging with git."""

from __future__ import annotations

TEXTS = {
    "merge.conflict": "{file}: {subject}: ours {ours}, theirs {theirs} (was {base})",
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
