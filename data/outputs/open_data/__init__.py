"""Open tables as files that other tools read: CSV, JSON, Parquet, GeoJSON, GeoPackage, and what describes them."""
