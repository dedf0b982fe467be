"""The only room that reads YAML: text in, a tree with positions out."""
