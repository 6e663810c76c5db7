"""The words of web pages that belong to no article, by the name of the rule that removes them.

Whole lines, lower case, without the punctuation around them. ``STANDING`` lines are removed
wherever they stand. ``PAGE_ONLY`` lines could be a heading or a list item of an article as
well, so they count only on a text that shows other signs of being a page.
"""

from typing import Final

from bot.corpus.cleaning.rules import (
    ADVERTISEMENT,
    AUTHOR,
    CAPTION,
    COMMENTS,
    COOKIES,
    FOOTER,
    NAVIGATION,
    PRINTING,
    READING_TIME,
    RELATED,
    REPOSTING,
    SCRIPT,
    SHARING,
    SUBSCRIPTION,
    TAGS,
)


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


def _phrases(text: str) -> list[str]:
    """Return the phrases of a text that separates them by "|"."""
    return [phrase.strip() for phrase in text.split("|")]


def _rules(table: dict[str, str]) -> dict[str, str]:
    """Turn rule -> phrases into phrase -> rule."""
    return {phrase: rule for rule, text in table.items() for phrase in _phrases(text)}


STANDING: Final = _rules(
    {
        COOKIES: """
            accept cookies|accept all cookies|cookie settings|cookie preferences|cookies policy
            |cookie policy|cookie notice|cookies settings|manage cookies|i accept|accept all
            |reject all|got it|manage preferences|cookie consent
        """,
        SCRIPT: """
            please enable javascript|enable javascript|javascript is disabled
        """,
        SUBSCRIPTION: """
            subscribe|subscribe now|subscribe today|subscribe here|sign up|sign up now|signup
            |sign in|signin|log in|login|log out|logout|sign out|register now|my account
            |create account|create an account|create a free account|manage my account
            |sign up for free|log in / sign up|log in or sign up|sign in / register
            |sign in/register|login/register|already a subscriber|already a member
            |already have an account|not a subscriber|remember me|forgot password
            |forgot your password|forgot your password?|become a member|newsletter
            |newsletter signup|newsletter sign up|newsletter sign-up|free newsletters
            |sign up for our newsletter|subscribe to our newsletter|join our newsletter
            |get the app|join our mailing list|sign up for newsletters
            |sign up for free newsletters|email newsletters|your email|your email address
            |enter your email|enter your email address|email address|e-mail address
            |stay connected|stay up to date|stay informed|stay in touch|never miss a story
            |never miss a post|never miss out|subscriber services|sign up here|sign me up
            |subscribe to|join the newsletter|donate now|keep me logged in
            |support our journalism|get the newsletter|email alerts|sign up today
            |download the app|sign up for e-mail newsletters|sign up for email newsletters
            |no thanks|no, thanks|manage account|subscribe for free|join for free
            |enter your e-mail address|start free trial
        """,
        SHARING: """
            share|share this|share it|share article|share this article|share this story
            |share story|share this post|share this page|share this entry|share on|share via
            |share by|share link|share options|share icon|sharing is caring|share on:|tweet
            |tweet this|pin it|like this|like loading|retweet|facebook|twitter|linkedin|whatsapp
            |pinterest|reddit|tumblr|instagram|youtube|flipboard|google+|google plus|stumbleupon
            |snapchat|tiktok|vkontakte|xing|digg|facebook messenger|rss|rss feed|rss feeds
            |copy link|copy url|copy the link|link copied|copied to clipboard|share by email
            |share by mail|share by e-mail|follow us|follow us on|find us on facebook
            |like us on facebook|follow us on facebook|follow us on twitter
            |follow us on instagram|connect with us|more sharing options
            |show more sharing options|social share|social media links|bloglovin|bluesky
            |mastodon|tweet share|email this|whats app|join us on facebook|save for later
            |add to favorites|check us on google+
        """,
        RELATED: """
            related articles|related article|related stories|related story|related posts
            |related post|related news|related links|related content|related coverage
            |related videos|related video|related reading|related items|read more|read next
            |read this next|read also|also read|recommended for you|recommended stories
            |recommended articles|recommended reading|recommended videos|more stories
            |more articles|more news|you may also like|you might also like|you may like
            |you might like|you may be interested in|you might be interested in|we recommend
            |don't miss|don’t miss|must read|must reads|trending now|trending stories
            |trending news|trending topics|trending articles|trending videos|most popular
            |most read|most viewed|most shared|most commented|most watched|most emailed
            |most discussed|most clicked|popular stories|popular articles|popular posts
            |popular news|top stories|top news|top headlines|latest news|latest stories
            |latest articles|latest posts|latest headlines|latest videos|recent stories
            |recent news|featured stories|featured posts|editor's picks|editors' picks
            |editor’s picks|editors’ picks|editor's choice|next article|previous article
            |next story|previous story|next post|previous post|from around the web|from the web
            |promoted stories|in case you missed it|sponsored stories|more from this author
            |more like this|more stories like this|more on this story|more on this topic
            |more on this:|related topics|related tags|read full article|read full story
            |read the full article|read the full story|read the original article
            |what to read next|continue reading|explore further|more to explore|see also:
            |top videos|top video|more top stories|our latest stories|more stories like this one
            |more headlines|most read stories|most popular stories|stories you may like
            |most recent stories|must listen|must watch|watch next|listen next|read more from
            |more from this section|next up|click here|click here for more|visit site
        """,
        ADVERTISEMENT: """
            advertisement|advertisements|advert|sponsored content|sponsored by|sponsored post
            |sponsored links|promoted content|paid content|paid post|paid program|ad feedback
            |adchoices|ad choices|ad choice|story continues below|article continues below
            |scroll to continue|scroll for more|scroll down to continue reading
            |continue reading the main story|continue reading below|skip ad|skip advertisement
            |close ad|report this ad|report ad|advertisement feedback|advertiser content
            |partner content|hide ad|brought to you by|anzeige|advertise with us|your ad choices
            |learn more about ads|story continues|article continues|remove ads
            |interest based ads|interest-based ads
        """,
        COMMENTS: """
            comments|no comments|view comments|show comments|hide comments|see comments
            |read comments|load comments|load more comments|view all comments|show all comments
            |all comments|show more comments|more comments|add a comment|add comment
            |add your comment|post a comment|post comment|leave a comment|leave comment
            |leave a reply|leave a reply cancel reply|leave a comment cancel reply
            |write a comment|cancel reply|be the first to comment|join the discussion
            |join the conversation|start the conversation|start a conversation|join the debate
            |submit comment|comments are closed|comments closed|top comments|recent comments
            |best comments|latest comments|top rated comments|comments policy|comment policy
            |view discussion|have your say|show replies|view replies|report abuse
            |share your thoughts|share your thoughts cancel reply|reader comments
            |discuss this article|facebook comments|community standards|community guidelines
            |commenting guidelines|respond to this article
        """,
        TAGS: """
            tagged|filed under|posted in|tagged with|article tags|tagged in|article topics
        """,
        AUTHOR: """
            about author|about the author|about the authors|about the writer|about the reporter
            |author bio|author biography|full bio|meet the author|more from the author
            |follow the author|view all posts|see all posts|posts by this author
            |view author archive|contact the author|view bio|read full bio|follow author
            |view author profile
        """,
        PRINTING: """
            print this|print this page|print this article|print article|print story|print page
            |printer friendly|printer-friendly|printer-friendly version|printable version
            |print version|print options|email me|email this article|email this story
            |email article|email story|e-mail this article|send by email|send to a friend
            |email to a friend|email a friend|download pdf|save as pdf|view pdf|pdf version
            |get short url|text size|font size|listen to this article|listen to article
            |save article|save this article|report error|report an error|print or email
            |email link|print friendly|email page|save story|save this story
        """,
        NAVIGATION: """
            skip to content|skip to main content|skip to the content|skip to navigation
            |skip to main navigation|skip to search|skip to article|skip to footer
            |skip to site index|skip navigation|skip to primary navigation|accessibility links
            |accessibility help|back to top|return to top|go to top|scroll to top
            |back to homepage|return to homepage|go to home page|back to home|back to gallery
            |back to main menu|back to article|back to results|back to search|toggle navigation
            |toggle menu|toggle search|toggle main navigation|toggle search input|open menu
            |close menu|main menu|main navigation|footer menu|footer navigation
            |open navigation menu|show menu|mobile menu|site navigation|secondary navigation
            |primary navigation|site index|site information navigation|sitemap|site map
            |hamburger menu|menu toggle|close navigation|expand menu|open search|close search
            |show search|hide search|search button|search form|search this site|search the site
            |search for:|search for|submit search|you are here|loading content|now loading
            |load more|view more|see more|show more|show less|read less|view all|see all
            |show all|view gallery|view slideshow
             navigation content|fullscreen
            |previous slide|next slide|view full site|desktop version|mobile version
            |switch language|select language|choose language|page not found|back to menu
            |go to homepage|all topics|see all topics|browse all posts|hide caption|show caption
            |toggle caption|show captions|view photos|close gallery|autoplay|play video
            |watch video|close this dialog|close dialog|close modal|close popup|close window
        """,
        FOOTER: """
            privacy policy|privacy notice|privacy statement|privacy settings|privacy center
            |terms of use|terms of service|terms of sale|terms and conditions|terms & conditions
            |terms of use and privacy policy|privacy and cookies|privacy & cookies
            |privacy & terms|user agreement|mobile user agreement|legal notice|legal notices
            |accessibility statement|contact us|about us|work with us|work for us|advertise here
            |media kit|faq|faqs|do not sell my info|do not sell my personal information
            |your california privacy rights|imprint|your privacy choices|your privacy rights
            |california privacy rights|closed captioning|impressum|all rights reserved
            |help center|help centre|site feedback|send feedback|corporate subscriptions
            |subscription services|rss feeds:|submit a tip|send us a tip|send us tips
            |ethics policy|corrections policy|copyright policy|copyright notice|dmca|faqs & help
            |digital subscriptions|replica edition|how to complain|disclosure statement
            |reprints and permissions
        """,
    }
)

PAGE_ONLY: Final = frozenset(
    _phrases("""
        about|account|ad|ads|advertise|advertising|alerts|all|apps|archive|archives
        |around the web|arts|associated press|author archive|authors|back|blog|bookmark|books
        |breaking news|business|by|cancel|caption|careers|cart|classifieds|close|columnists
        |comment|community|complaints|connect|contact|contributors|copied|correspondent|credit
        |crime|crossword|culture|customer service|delete|deutsch|disclaimer|discuss|e-edition
        |e-mail|economy|edit|edition|editorials|education|email|embed|english|entertainment
        |environment|español|events|fb|featured|featured articles|features|feedback|finance
        |find out more|follow|follow me|following|food|français|full screen|galleries|gallery
        |get updates|go|headlines|health|help|highlights|home|home delivery|home page|homepage
        |image|in this article|in this story|jobs|keep reading|latest|learn more|letters
        |letters to the editor|licensing & reprints|life|lifestyle|lifestyles|like|live|loading
        |local|logo|magazine|markets|meet the team|menu|more|more on this|most recent|movies
        |multimedia|music|mute|news|newsletters|next|notice|obituaries|of|ok|opinion|opinions|or
        |our staff|our team|pause|photo|photos|play|podcast|podcasts|politics|popular|posted
        |preferences|presented by|press releases|press room|prev|previous|print|privacy|profile
        |promoted|provided by|published|puzzles|real estate|recent articles|recent posts
        |recommended|recommends|register|related|reply|report|reprints|reuters|reviewed comments
        |reviews|save|science|search|sections|settings|share to|share your story|shares|sharing
        |shop|shopping cart|slideshow|slideshows|sort by|source|sponsored|sport|sports
        |spread the word|staff|staff writer|style|submit|support us|supported by|tags|tech
        |technology|telegram|terms|threads|to top|today's paper|topics|transcript|travel
        |trending|tv|u.s.|uk|unsubscribe|up next|updated|us|video|videos|view|view profile|vk
        |watch|weather|what's next|world|written by|x
    """)
)

# How lines begin that go on with something of their own: "Read more: Three men in a boat".
BEGINNINGS: Final = _rules(
    {
        SUBSCRIPTION: """
            sign up for|sign up to|sign up and|subscribe to|subscribe for|subscribe and
            |register for|register to|log in to|log in with|sign in to|sign in with|login with
            |already a subscriber|already a member|already have an account|not a subscriber
            |join our|get our newsletter|enter your e-mail|enter your email|stay up to date with
            |stay updated|download our|newsletter:|keep up to date|get unlimited|get the app
            |sign up here|subscribe here|click here to subscribe|never miss|want more
        """,
        SHARING: """
            share on|share via|share by|share to|follow us on|like us on|find us on|follow @
            |join us on|tweet this|pin this|follow me on|click to share|click to email|fan us on
            |check us on|follow us:|share this:|share:|follow us for|join us for
        """,
        RELATED: """
            read more:|read more –|read more -|read more »|read also:|read next:|see also:
            |see more:|also read:|also read|also:|more:|related:|related story:|related stories:
            |related article:|related articles:|related roundup:|related coverage from
            |recommended:|watch:|watch now:|must read:|don't miss:|don’t miss:|further reading:
            |in case you missed it:|most read in|most popular in|most read on|more from
            |more news from|more stories from|more top stories|top stories in|top stories from
            |next:|buyer's guide:|up next:|listen:|click here|click to read|you may also
            |you might also|next post|previous post|also check out|games featured in
            |read the latest|previous article|next article|the latest from|next story
            |previous story|see:|read:|explore more|discover more
        """,
        CAPTION: """
            image:|images:|photo:|photos:|picture:|pictures:|credit:|credits:|image credit
            |photo credit|photos by|photo by|image by|photograph by|photograph:|photography by
            |photo courtesy|image courtesy|courtesy of|image source|photo source|getty images
            |ap photo|featured image|main image|photo illustration by|image via|photo via
            |illustration:|illustration by|caption:|graphic:|cover image|header image
            |image copyright|image caption|media caption|picture credit|(image|(photo|(credit
            |(picture|(getty|(ap photo|(reuters|image ©|photo ©|foto:|video caption|file photo
        """,
        COMMENTS: """
            comments (|comment via|leave a comment|post a comment|be the first to comment
            |save my name|notify me of|notify me via|join the conversation|join the discussion
        """,
        READING_TIME: """
            reading time|read time|estimated reading|wordcount:|word count:
        """,
        TAGS: """
            tags:|tag:|tags #|topics:|filed under|categories:|category:|keywords:|posted in:
            |tagged:|tagged as|related topics:|related tags:|in this story:|file under
        """,
        AUTHOR: """
            about the author|more by|more from the author|follow the author|written by:
        """,
        REPOSTING: """
            originally published|originally posted|originally appeared|republished from
            |republished with|reprinted from|reprinted with|syndicated from|cross-posted
            |crossposted|first published on|first published by|via syndigate
        """,
        NAVIGATION: """
            skip to|you are here|home >|home »|home /|home ›|view all|see all|page 1 of
            |show all|load more|view more
        """,
        FOOTER: """
            powered by|proudly powered|designed by|developed by|site by|theme by|contact us
            |terms of use|privacy policy|terms of service|terms and conditions
            |terms & conditions
        """,
    }
)
