"""The one comment of a pull request (GitHub) or merge request (GitLab), kept up to date."""

from enum import Enum


class ServiceName(Enum):
    """The services that comments can be written to."""

    GITHUB = "github"
    GITLAB = "gitlab"
