"""What is sent compressed."""

# Pages, scripts, answers, tables, and the geometry of areas and roads, which shrinks to a third.
COMPRESSED = (
    "text/html", "text/css", "text/csv", "text/javascript", "application/javascript", "application/json",
    "application/geo+json", "image/svg+xml",
)  # fmt: skip
