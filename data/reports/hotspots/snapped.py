"""What has to be known of small spots: the points in them are where the police moved each record to."""

NOTE = "About here, never an address: the police move each record to a nearby point."
TOO_FEW = "too few records to say where half of them lie"
ELSEWHERE = (
    "Small spots are counted from street-level crime alone, whose points the police have moved: a partner's records "
    "are not drawn so finely. Wards are shown."
)
