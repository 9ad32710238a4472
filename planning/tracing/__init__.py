"""How each number of a gap table came about, told so that a reader can redo it by hand."""
