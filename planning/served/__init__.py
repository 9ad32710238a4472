"""Who is served (服务五分): children who seek a place, the places they can reach, and what keeps the others out."""
