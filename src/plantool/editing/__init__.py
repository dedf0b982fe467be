"""Changes of plan files as edits of their texts; the only room that writes YAML."""
