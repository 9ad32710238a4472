"""Community life circles (社区生活圈): the three tests, and the one verdict."""
