"""Gaps (缺口): what is required, what is supplied, and the difference, area by area."""
