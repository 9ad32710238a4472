"""The layers of a planning map (图层), one a file: each draws the rows it is given, and neither joins nor counts."""
