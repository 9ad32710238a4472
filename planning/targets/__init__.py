"""Targets over time (目标进度): what is due by when, what is known of it, and how the city comes along."""
