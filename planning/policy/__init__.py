"""Policy as dated data: documents, clauses, rules and the outcomes they give."""
