"""How the sample cities are made: one table or concept a file, each table from a seed of its own."""
