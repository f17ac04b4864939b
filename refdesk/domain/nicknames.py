"""First names that stand for each other: "Bill" may be the William of another list."""

from collections.abc import Mapping
from types import MappingProxyType

_GROUPS = (
    "abigail abby gail", "albert al bert bertie", "alexander alex alec sandy xander", "alexandra alex lexi sandra",
    "alfred al alf alfie fred", "amanda mandy", "andrew andy drew", "angela angie", "anna ann anne annie nan",
    "anthony tony", "arthur art", "barbara barb babs", "benjamin ben benny", "bernard bernie", "bradley brad",
    "brian bryan", "cameron cam", "carolyn carol carrie",
    "catherine cathy katherine kate kathy katie kathryn kay kitty", "charles charlie chuck chas",
    "christina chris christine chrissy tina", "christopher chris kit topher", "cynthia cindy", "daniel dan danny",
    "david dave davey", "deborah deb debbie debra", "dennis denny", "donald don", "dorothy dot dottie", "douglas doug",
    "edward ed eddie ned ted", "elizabeth beth betty eliza liz lizzie betsy libby", "emily em", "eugene gene",
    "florence flo", "frances fran frankie", "francis frank", "franklin frank", "frederick fred freddie freddy",
    "gabriel gabe", "gerald gerry jerry", "geoffrey geoff jeff jeffrey", "gregory greg", "gwendolyn gwen",
    "harold hal harry", "henry hank harry", "howard howie", "isabella bella izzy isabel", "jacob jake",
    "jacqueline jackie", "james jim jimmy jamie", "janet jan", "jennifer jen jenny", "jessica jess jessie",
    "john jack johnny jon", "jonathan jon jonny", "joseph joe joey", "joshua josh", "judith judy", "kenneth ken kenny",
    "kimberly kim", "lawrence larry laurence", "leonard len lenny", "louis lou lewis", "louise lou", "lucille lucy",
    "margaret maggie meg peg peggy marge rita", "martha patty", "martin marty", "mary molly polly", "matthew matt",
    "maximilian max", "megan meg", "melissa missy", "michael mike mick micky", "mitchell mitch", "nancy nan",
    "natalie nat", "nathaniel nate nathan", "nicholas nick nicky", "nicole nicky", "oliver ollie", "pamela pam",
    "patricia pat patty trish tricia", "patrick pat paddy", "peter pete", "philip phil phillip", "raymond ray",
    "rebecca becky", "richard dick rich rick ricky", "robert bob bobby rob robbie bert", "roberta bobbie",
    "rodney rod", "ronald ron ronnie", "russell russ", "samantha sam sammy", "samuel sam sammy", "sandra sandy",
    "sarah sally sara sadie", "stanley stan", "stephanie steph", "stephen steve steven stevie", "stuart stu stewart",
    "susan sue susie suzanne", "terence terry", "teresa terry theresa tess tessa", "theodore ted teddy theo",
    "thomas tom tommy", "timothy tim timmy", "valerie val", "victor vic", "victoria vicky vicki tori", "vincent vince",
    "virginia ginny", "walter walt wally", "wilhelm willi willy", "william bill billy will willie liam",
    "zachary zach",
)  # fmt: skip


def _by_name() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in _GROUPS:
        names = group.split()
        for name in names:
            found.setdefault(name, set()).add(names[0])
    return MappingProxyType({name: frozenset(formal) for name, formal in found.items()})


_FORMAL = _by_name()


def formal(folded: str) -> frozenset[str]:
    """Return the whole names that a folded first name may stand for; none for a name that has no short forms."""
    return _FORMAL.get(folded, frozenset())


def stand_for_each_other(one: str, other: str) -> bool:
    """Tell whether two folded first names may be one name in two forms."""
    return not formal(one).isdisjoint(formal(other))
