"""The names of properties, types and services on cards, and what each is to us."""

from refdesk.i18n import _

LONGEST_ACRONYM = 4

TECHNICAL = frozenset({
    "", "BEGIN", "END", "VERSION", "PRODID", "UID", "REV", "CLASS", "MAILER", "SOURCE", "PROFILE", "SORT-STRING", "TZ",
    "GEO", "KEY", "SOUND", "LOGO", "LABEL", "X-ABLABEL", "X-ABADR", "X-ABUID", "X-ABSHOWAS", "X-GENERATOR",
    "FBURL", "CALURI", "CALADRURI", "CLIENTPIDMAP", "LANG", "GENDER", "XML", "CREATED", "X-GENDER", "X-WAB-GENDER",
    "X-ID", "X-ETAG",
    "X-CLASS", "X-REDUCTION", "X-NO", "X-GNO", "X-GN", "X-FC-TAGS", "X-FC-LIST-ID", "X-EVOLUTION-FILE-AS",
    "X-COUCHDB-APPLICATION-ANNOTATIONS", "X-PHONETIC-FIRST-NAME", "X-PHONETIC-LAST-NAME", "X-PHONETIC-MIDDLE-NAME",
    "X-MS-OL-DESIGN", "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-MS-CARDPICTURE", "X-LONG-STRING", "X-ACCOUNT",
    "MEMBER",
    "X-ADDRESSBOOKSERVER-KIND", "X-ADDRESSBOOKSERVER-MEMBER", "KIND", "NAME", "X-IMAGETYPE", "X-IMAGEHASH",
})  # fmt: skip
RELATIONS = {
    "X-SPOUSE": "spouse", "X-EVOLUTION-SPOUSE": "spouse", "X-MS-SPOUSE": "spouse", "X-WAB-SPOUSE_NAME": "spouse",
    "X-MANAGER": "manager", "X-EVOLUTION-MANAGER": "manager", "X-MS-MANAGER": "manager",
    "X-ASSISTANT": "assistant", "X-EVOLUTION-ASSISTANT": "assistant", "X-MS-ASSISTANT": "assistant",
    "X-CHILD": "child", "X-MS-CHILD": "child",
}  # fmt: skip
ANNIVERSARIES = frozenset({
    "ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-MS-ANNIVERSARY", "X-WAB-WEDDING_ANNIVERSARY",
})  # fmt: skip
KINDS = frozenset({"KIND", "X-ADDRESSBOOKSERVER-KIND"})
_CHATS = frozenset({"IMPP", "X-MS-IMADDRESS"})
_SERVICES = frozenset(
    {"AIM", "ICQ", "QQ", "MSN", "YAHOO", "SKYPE", "JABBER", "GTALK", "GOOGLE-TALK", "SIP", "GADUGADU"}
)
NO_LABEL = frozenset({
    "voice", "pref", "internet", "msg", "text", "video", "postal", "parcel", "dom", "intl", "x400", "quoted-printable",
    "base64", "jpeg", "b",
})  # fmt: skip
ORDER = ("mobile", "fax", "pager", "car", "main", "isdn", "work", "home", "other")
WORDS = {"cell": "mobile", "business": "work", "mobil": "mobile"}


def title_of(name: str) -> str:
    """Return under which name a property without a place of its own is kept."""
    if name in _CHATS:
        return _("Chat")
    if name.removeprefix("X-") in _SERVICES:
        service = name.removeprefix("X-").replace("-", " ")
        return _("Chat ({service})").format(service=service if len(service) < LONGEST_ACRONYM else service.title())
    return name.removeprefix("X-").replace("-", " ").replace("_", " ").capitalize()
