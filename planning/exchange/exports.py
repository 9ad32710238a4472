"""A gap table out of the house (导出): CSV and XLSX for people, GeoJSON for machines, the same figures in each."""

from planning.exchange.about import About, DocumentLine
from planning.exchange.csv_export import to_csv
from planning.exchange.geojson_export import to_geojson
from planning.exchange.labels import label, labels
from planning.exchange.workbook import Sheet, to_xlsx

__all__ = ["About", "DocumentLine", "Sheet", "label", "labels", "to_csv", "to_geojson", "to_xlsx"]
