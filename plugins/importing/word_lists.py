"""Words that tell names from other words. English; a word that is not listed does no harm."""

from __future__ import annotations

__all__ = [
    "CONNECTORS",
    "DEMONYMS",
    "NOT_A_NAME",
    "NOT_A_TOPIC",
    "ORGANISATIONS",
    "TITLES",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# May stand between two words of one name: Bank of England.
CONNECTORS = _words(
    """
    of the for de la del di da van von der al bin
    """
)

# What an institution is, not which: a name's last word, and its short form ("the court").
ORGANISATIONS = _words(
    """
    academy administration agency alliance assembly association authority bank board bureau
    centers centres center centre chamber church city club college commission committee
    company conference confederation congress convention corporation council county court
    department district division federation foundation fund government group hospital
    institute institutes institution laboratory labs league library ministry mission museum
    network office organisation organization panel parliament party police programme
    program project school senate service services society state states team telescope
    treasury tribunal trust union university
    """
)

# Before a person's name; they end the name before them too (Meta CEO Mark Zuckerberg).
TITLES = _words(
    """
    ceo cfo coo cto chairman chairwoman chancellor coach captain commissioner congressman
    congresswoman councillor councilor councilman councilwoman director doctor dr governor
    judge justice king lord mayor minister mr mrs ms mx officer premier president prime
    prince princess prof professor queen rep rev sen senator sheriff sir spokesman
    spokesperson spokeswoman
    """
)

# Capitalised, but no name of what a text is about.
NOT_A_NAME = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april
    may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec spring summer autumn fall winter north south east west northern
    southern eastern western i ii iii iv v vi vii viii ix x am pm bc ad gmt utc est edt cet
    bst tv pdf faq url html tbd tba aka vs etc ok usd eur gbp internet god english
    """
)

DEMONYMS = _words(
    """
    african american arab argentine asian australian austrian belgian brazilian british
    canadian chilean chinese colombian cuban czech danish dutch egyptian english ethiopian
    european filipino finnish french german greek hungarian indian indonesian iranian iraqi
    irish israeli italian japanese kenyan korean latin malaysian mexican nigerian norwegian
    pakistani palestinian persian peruvian polish portuguese roman romanian russian saudi
    scottish spanish swedish swiss syrian taiwanese thai turkish ukrainian vietnamese welsh
    western
    """
)

# Words that say nothing about what a text is about, however often they stand in it.
NOT_A_TOPIC = _words(
    """
    about above access according account across action actions actually added addition
    address advance affect after again against agreed ahead aim aims almost alone along
    already also although always among amount announced annual another answer answers any
    anyone anything approach area areas around article asked aspect available away back
    based became because become been before began behind being believe below benefit
    benefits best better between beyond both bring broad broader build building built call
    called came cannot carry case cases cause caused certain challenge challenges chance
    change changed changes close come comes coming common concern concerns condition
    consider considered continue continued cost costs could country countries crucial
    current currently daily data date deal decade decades decide decided decision decisions
    describe detail develop developed development did different difficult direct does doing
    done down draft during each earlier early effect effects effort efforts either else
    emerge end ended enough ensure entire especially even event events ever every everyone
    everything evidence example exist expect expected experience expert experts explain
    face faced fact factor factors fall far few final finally find finding findings first
    five focus follow followed following force form former forward found four frame from
    full further future gain gave general give given gives goal goals goes going good great
    group groups grow growing growth had half hand happen happened happening hard has have
    having head hear held help helped her here high higher him himself his hold home hope
    hour hours house how however idea impact impacts important improve include included
    includes including increase increased increasing increasingly indeed industry influence
    information instead intend interest into issue issues its itself job join just keep
    kept key kind know known lack large largely larger last late later latest lead leader
    leaders leading least leave led left less let level levels lies life light like likely
    limit limits line list little live lives local long longer look looking lose lost low
    lower made main major make makes making manage many mark matter matters mean means
    measure measures meet meeting member members met might million billion month months
    more most move moved much must name named nature near nearly need needed needs never
    new news next night none nothing notice now number numbers occur off offer offered
    official officials often old once one ones only onto open opened option order other
    others our out outside over own owner part parts party pass past pay people perhaps
    period person phase place places plan planned plans play point points policy position
    possible potential potentially power present press pressure previous price prices
    private problem problems process produce product project promise proposal propose
    proposed provide provided public purpose put quality question questions quickly raise
    raised range rate rates rather reach reached read ready real really reason reasons
    receive received recent recently record reduce reduced related release released remain
    remains report reported reports require required research researchers response result
    results return review right rise rising risk risks role rule rules run running said
    same saw say saying says second sector see seek seem seems seen sense sent set several
    shall share shift short should show showed shown shows side sign signs similar simple
    simply since single site situation size small some someone something sometimes soon
    source speak spend spent spread stage stake stakes stand standard start started state
    states stay step steps still stop story strong study studies such suggest support sure
    system systems take taken takes taking talk team teams tell ten term terms test tests
    than thank that the their them themselves then there these they thing things think
    third this those though thought thousand thousands three through throughout time times
    today together told took toward towards trend trends tried try trying turn turned two
    type under understand unless until update upon use used useful uses using usually value
    various very view want wanted was watch way ways week weeks well went were what
    whatever when where whether which while who whole whom whose why wide widely will with
    within without word words work worked worker workers working works world worth would
    write year years yet you young your national international regional global federal
    central supreme united special joint chief royal senior deputy grand free metropolitan
    human launch launched launches model models target targets customer customers user
    users version big top upper inner outer red green blue white black
    """
)
