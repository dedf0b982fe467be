"""The only place that knows YAML: text in, a tree with positions out."""
