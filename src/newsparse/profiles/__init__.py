"""What the pages of a site have in common, learned from several of them: evidence for the labeller beside the page itself.

>>> from newsparse import learn_site, parse
>>> stories = ["Rain ends the drought", "A bridge opens in Lund", "Strike at the port is over"]
>>> pages = [f"<h1>{story}</h1><p>{story}, the council said on Monday.</p><p>Follow us on all channels</p>" for story in stories]
>>> profile = learn_site(pages)
>>> profile.pages, [recurring.text for recurring in profile.recurring]
(3, ['follow us on all channels'])
>>> parse(pages[0], profile=profile).headline
'Rain ends the drought'
"""

from __future__ import annotations

from newsparse.profiles.learn import SiteLearner, learn_site
from newsparse.profiles.profile import Place, ProfileError, Recurring, SiteProfile, host_of

__all__ = ["Place", "ProfileError", "Recurring", "SiteLearner", "SiteProfile", "host_of", "learn_site"]
