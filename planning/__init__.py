"""Where childcare places (托位) are missing, computed the way a planner does it by hand."""
