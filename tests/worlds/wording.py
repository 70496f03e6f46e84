"""The words that the reports of a made world are composed of: towns, outlets, kinds of attack, and plain sentences.

In a template `[label|words]` marks a phrase that a reader will point at, and `{name}` is filled in from the deed.
"""

from __future__ import annotations

from datetime import date

from variorum.model import Where

BEGIN = date(2021, 5, 3)  # a Monday: day 0 of every world
PRINTED_YEAR_BEFORE = "May last year"

TOWNS = (
    Where(name="Salter Bay", kind="populated", gazetteer_id=990001, lat=10.0, lon=20.0, admin1="Coast", country="XA"),
    Where(name="Salter Sands", kind="populated", gazetteer_id=990002, lat=10.1, lon=20.1, admin1="Coast", country="XA"),  # 16 km off
    Where(name="Dry Creek", kind="populated", gazetteer_id=990003, lat=14.0, lon=22.0, admin1="Plains", country="XA"),
    Where(name="Vellmar", kind="populated", gazetteer_id=990004, lat=50.0, lon=9.0, admin1="Lower Vell", country="XB"),
    Where(name="Ostrow Hill", kind="populated", gazetteer_id=990005, lat=-33.0, lon=-60.0, admin1="Uplands", country="XC"),
    Where(name="Ribanna", kind="populated", gazetteer_id=990006, lat=31.0, lon=70.0, admin1="Khoral", country="XD"),
    Where(name="Coast", kind="admin1", gazetteer_id=990007, admin1="Coast", country="XA", precision=4),
)
SITES = ("fish market", "bus station", "theatre", "primary school")
OUTLETS = ("Harbour Post", "Daily Lantern", "Evening Bell", "Plains Herald", "Radio Vellmar", "Reuters", "The Northern Echo", None)
AGENCIES = ("Reuters", "AFP")
OFFICERS = ("Osk Brandel", "Lena Haug", "Tomas Rill", "Mira Vance")
ACTORS = ("Red Banner Front", "Sons of the Delta", "Black Tide")

# Files of a user, who says whose the outlets are.
REGISTRIES = (
    "",
    "bell\tEvening Bell\tnewspaper\tBell Group\nlantern\tDaily Lantern\tnewspaper\tBell Group\n",
    "herald\tPlains Herald\tagency\t\tXA\ten\t\tDaily Lantern,Harbour Post\n",
)

# type, headline, and the deed in three wordings
KINDS = (
    ("bombing", "Blast", ("a bomb went off", "an explosion tore through the stalls", "a car full of explosives blew up")),
    ("shooting", "Shooting", ("gunmen opened fire", "two men fired at passers-by", "shots were fired from a passing car")),
    ("hostage_taking", "Siege", ("armed men took visitors captive", "attackers held dozens of people", "a hostage-taking began")),
    ("stabbing", "Knife attack", ("a man stabbed strangers", "a man with two knives attacked people", "a knife attack began")),
)

TITLES = ("{headline} at {site} in {town}", "{town}: {headline} leaves many in grief", "What is known of the attack in {town}")
LEADS = (
    "On {weekday}, [anchor|{deed}] at the [site|{site}] of [place|{town}], the police chief {officer} said.",
    "Witnesses told of panic in [place|{town}] after [anchor|{deed}] near the [site|{site}] on {weekday}.",
    "It was shortly before noon on {weekday} when [anchor|{deed}] in [place|{town}], not far from the [site|{site}].",
)
TOLLS = (
    "Officials said that [killed|{bound}{dead} people were killed] and [injured|{injured} others were wounded].",
    "{speaker} put the number of victims at [killed|{bound}{dead} dead], [part|{part} of them children], and spoke of more in hospital.",
    "The attack left [killed|{bound}{dead} dead] and [injured|{injured} injured], according to {speaker}.",
    "Near the gate [killed|a guard was shot dead], and [injured|a woman was hurt], neighbours of the {site} said.",
)
BLAMES = (
    "",
    "The [actor|{actor}] claimed responsibility for it in a message.",
    "{officer} blamed the [actor|{actor}] for the attack.",
    "The [actor|{actor}] denied any part in the attack.",
)
SECOND = (
    "In another attack on {weekday}, [anchor|{deed}] at the [site|{site}] of [place|{town}], where [killed|{dead} people died].",
    "Hours apart, in [place|{town}], [anchor|{deed}] and [killed|{dead} people were killed] at a [site|{site}].",
)
BACKGROUND = (
    "In {year_before}, [anchor|{deed}] at the [site|{site}] of [place|{town}], and [killed|{dead} people lost their lives].",
    "Many remember how [anchor|{deed}] in [place|{town}] in {year_before}; [killed|{dead} people died] then.",
)
TOTAL = "Since January, [anchor|such attacks] have [killed|killed {dead} people] in the whole of [place|{town}] and the villages around it."

# A filler is one of each: 13 × 11 × 12 sentences, so that two reports seldom share one unless one is taken from the other.
WHO = (
    "Shopkeepers near the {site}", "The mayor of {town}", "A teacher who lives across the street", "Drivers of two buses", "{officer}",
    "Blood donors in {town}", "A minister from the capital", "Three firemen", "Neighbours", "Relatives of the victims", "Doctors on duty",
    "An old porter of the {site}", "Students on their way home",
)  # fmt: skip
DID = (
    "told reporters that", "had feared for weeks that", "first thought that", "will ask the government why", "could not say whether",
    "complained that", "promised that", "wrote in an open letter that", "never believed that", "told a court in spring that",
    "heard later that",
)  # fmt: skip
WHAT = (
    "all roads to the hospital were closed until the evening.", "more guards were to be hired before the harvest.",
    "schools would stay closed for two days.", "the old cathedral was too small for a service of that kind.",
    "telephone lines had been cut an hour before.", "warnings of that sort had been left unread in a drawer.",
    "trade had suffered since the bridge was lost.", "hotels opened their rooms to guests from abroad.",
    "dogs and cranes were brought along the river by night.", "the young were leaving for the coast in great numbers.",
    "rain would make the work of the rescuers harder still.", "an inquiry under a retired judge could not wait for the summer.",
)  # fmt: skip
CREDITS = "(With material from {agency})"
FOOTER = "More about this can be found on our pages, where you may also tell us what you think."
