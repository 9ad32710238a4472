"""The shapes of answers (回答格式), as OpenAPI describes them; one file a router."""
