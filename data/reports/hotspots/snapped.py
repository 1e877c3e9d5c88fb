"""What has to be known of cells: the points in them are where the police moved each record to."""

NOTE = "Approximate: the police move each record to a snap point, so a cell says “about here”, never an address."
ELSEWHERE = (
    "Cells are counted from street-level crime alone, whose points the police have moved: a partner's records are not "
    "drawn so finely. Wards are shown."
)
