"""The kinds of rule (规则类型): one kind a file, its data and its predicate; a new file is a new kind."""
