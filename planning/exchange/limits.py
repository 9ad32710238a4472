"""How large an input file may be (输入上限), so that a broken or hostile one ends in a refusal and not in a stall."""

FILE_BYTES = 50 * 1024 * 1024
ROWS = 200_000
COLUMNS = 200
JSON_DEPTH = 32
VERTICES = 2_000_000
RING_VERTICES = 200_000
CELL_SHOWN = 80
OSM_NODES = 20_000_000
OSM_SECONDS = 600
PLACES_OF_A_CLASS = 10_000
