"""Where things are: reference systems, the offsets of web maps, and the doors at which coordinates change."""
