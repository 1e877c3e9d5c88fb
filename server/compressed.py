"""What is sent compressed."""

# Pages, scripts, answers, and the geometry of areas and roads, which shrinks to a third.
COMPRESSED = (
    "text/html", "text/css", "text/javascript", "application/javascript", "application/json", "application/geo+json",
    "image/svg+xml",
)  # fmt: skip
