"""What a new plan and a new initiative begin with: the texts of files that are not there yet."""
