"""Well-known publications, by the hosts of their pages and pictures."""

from typing import Final
from urllib.parse import urlsplit

_HOSTS: Final = {
    "ABC News": "abcnews.go.com abcnews.com",
    "Air & Space Forces Magazine": "airandspaceforces.com",
    "Al Jazeera": "aljazeera.com aljazeera.net",
    "Ars Technica": "arstechnica.com arstechnica.net",
    "Associated Press": "apnews.com ap.org",
    "Astronomy": "astronomy.com",
    "Aviation Week": "aviationweek.com",
    "Axios": "axios.com",
    "BBC": "bbc.com bbc.co.uk bbci.co.uk",
    "Bloomberg": "bloomberg.com bwbx.io",
    "Britannica": "britannica.com",
    "Business Insider": "businessinsider.com",
    "CBC": "cbc.ca",
    "CBS News": "cbsnews.com cbsnewsstatic.com",
    "CNBC": "cnbc.com cnbcfm.com",
    "CNN": "cnn.com",
    "CTV News": "ctvnews.ca",
    "Chicago Tribune": "chicagotribune.com",
    "collectSPACE": "collectspace.com",
    "Deutsche Welle": "dw.com",
    "Discover": "discovermagazine.com",
    "Engadget": "engadget.com",
    "European Space Agency": "esa.int",
    "Financial Times": "ft.com",
    "Florida Today": "floridatoday.com",
    "Forbes": "forbes.com forbesimg.com",
    "Fox News": "foxnews.com fncstatic.com",
    "Gizmodo": "gizmodo.com",
    "Houston Chronicle": "houstonchronicle.com chron.com",
    "Live Science": "livescience.com",
    "Los Angeles Times": "latimes.com latimes.brightspotcdn.com",
    "NASA": "nasa.gov",
    "NASASpaceflight": "nasaspaceflight.com",
    "NBC News": "nbcnews.com",
    "NPR": "npr.org",
    "National Air and Space Museum": "airandspace.si.edu",
    "National Geographic": "nationalgeographic.com natgeofe.com",
    "Nature": "nature.com",
    "New Scientist": "newscientist.com",
    "Newsweek": "newsweek.com",
    "Orlando Sentinel": "orlandosentinel.com",
    "PBS": "pbs.org",
    "Phys.org": "phys.org",
    "Politico": "politico.com politico.eu",
    "Popular Mechanics": "popularmechanics.com",
    "Popular Science": "popsci.com",
    "Reuters": "reuters.com reutersmedia.net",
    "Russian Space Web": "russianspaceweb.com",
    "Science": "science.org sciencemag.org",
    "ScienceAlert": "sciencealert.com",
    "Scientific American": "scientificamerican.com",
    "Sky & Telescope": "skyandtelescope.org skyandtelescope.com",
    "Sky News": "news.sky.com skynews.com",
    "Slate": "slate.com",
    "Smithsonian Magazine": "smithsonianmag.com",
    "SpaceNews": "spacenews.com",
    "Space.com": "space.com",
    "Spaceflight Now": "spaceflightnow.com",
    "TASS": "tass.com tass.ru",
    "TechCrunch": "techcrunch.com",
    "The Atlantic": "theatlantic.com",
    "The Boston Globe": "bostonglobe.com",
    "The Conversation": "theconversation.com",
    "The Daily Telegraph": "telegraph.co.uk",
    "The Economist": "economist.com",
    "The Globe and Mail": "theglobeandmail.com",
    "The Guardian": "theguardian.com guim.co.uk guardian.co.uk",
    "The Hill": "thehill.com",
    "The Independent": "independent.co.uk",
    "The Moscow Times": "themoscowtimes.com",
    "The New York Times": "nytimes.com nyt.com",
    "The New Yorker": "newyorker.com",
    "The Planetary Society": "planetary.org",
    "The Space Review": "thespacereview.com",
    "The Sydney Morning Herald": "smh.com.au",
    "The Times": "thetimes.co.uk thetimes.com",
    "The Verge": "theverge.com",
    "The Wall Street Journal": "wsj.com wsj.net",
    "The Washington Post": "washingtonpost.com",
    "Time": "time.com",
    "USA Today": "usatoday.com",
    "Universe Today": "universetoday.com",
    "Vox": "vox.com",
    "Wikipedia": "wikipedia.org",
    "Wired": "wired.com",
}
_BY_HOST: Final = {host: name for name, hosts in _HOSTS.items() for host in hosts.split()}

# Names that mean one publication only, for lines that name who owns the page.
UNMISTAKABLE: Final = tuple(
    name for name in _HOSTS if len(name) > 8 and name not in {"Astronomy", "Britannica"}
)


def publication_of(url: str) -> str | None:
    """Return the publication whose site an address is on, None where it is not a known one."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    labels = host.lower().removesuffix(".").split(".")[-4:]
    parents = (".".join(labels[i:]) for i in range(len(labels) - 1))
    return next((name for host in parents if (name := _BY_HOST.get(host))), None)
