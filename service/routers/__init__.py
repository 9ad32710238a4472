"""Routes (路由): parse, call one planning function, shape the answer; one concept a file."""
