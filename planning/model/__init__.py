"""The words of the trade: areas, people, institutions and places, each a typed table or value."""
