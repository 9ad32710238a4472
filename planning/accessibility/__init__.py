"""Who can reach what, and how far it is."""
