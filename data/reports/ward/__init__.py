"""Your ward: one ward of today for its councillors, in five lines, on a map and on one sheet of paper."""
