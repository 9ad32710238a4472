"""Worked examples (算例): a small world and what the rules must say of it, in words that a jurist reads."""
