"""The one comment of a pull request (GitHub) or merge request (GitLab), kept up to date."""
