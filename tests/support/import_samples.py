"""Texts that tests import: invented, in the shape in which publishers put out explainers."""

from __future__ import annotations

EXPLAINER = """\
What is the story about?
What's Happening?
Nordlys is preparing its next ferry, Nordlys 3.X, for the end of the year. The work is part of the new Nordlys Electrification Yard (NEY), which was set up after earlier ferries lost range in the cold. A group within NEY tests the batteries on land. Nordlys director Ingrid Solheim has called the project the line's most important.
Why It's Important?
Ferries carry a third of the island's freight, and Nordlys runs most of them. Electrification would cut the line's fuel bill by half. If the new ferry fails in winter, as the old one did, the harbour's 'zero in five' plan fails with it.
What's Next?
Nordlys will put the ferry to sea in March. The harbour board expects trouble with the chargers, since two suppliers have left. Rival lines will watch closely.
Beyond the Headlines
The yard raises questions about who pays for clean transport. Nordlys may set an example for how small lines handle electrification.
AI Generated Content
Do you find this article useful?
"""

HEALTH = """\
What's Happening?
The World Health Organization has added a second malaria vaccine to its list for small children. The World Health Organization (WHO) says that the vaccine, from the Serum Institute of Pune, needs three doses. Nurses in Ghana began to give malaria vaccines in health posts this spring.
Why It's Important?
Malaria kills about half a million children a year. Health ministries could order only a part of the vaccine doses that they asked for.
What's Next?
Ghana wants to reach every district by December. The Serum Institute of Pune can make more malaria vaccine if orders come early.
"""

SPORT = """\
What's Happening?
Arsenal have signed the striker Marit Oakfield from Lyon for a record fee in the Women's Super League. Oakfield scored thirty goals last season. Arsenal coach Dina Verger had followed Oakfield since the spring.
Why It's Important?
The fee is twice the old record of the Women's Super League. Lyon lose their best scorer in the summer in which their captain left.
What's Next?
Oakfield is expected to play on Saturday. Lyon look for a successor.
"""

CLIMATE = """\
What's Happening?
The European Union has agreed to cut its emissions by 90 percent until 2040. Ministers met in Brussels for nineteen hours. Five points of the cut may come from carbon credits bought abroad.
Why It's Important?
The European Union is a large source of emissions. Its advisers had asked for a cut at home, because carbon credits have often saved less carbon than promised. The emissions of its factories count too.
What's Next?
The European Parliament votes in spring on how emissions are counted.
"""

COURTS = """\
What's Happening?
The Supreme Court heard arguments on Wednesday about tariffs. Justices doubted that the Emergency Powers Act allows tariffs. Chief Justice Nell Harrow called tariffs a tax, which is for Congress to levy.
Why It's Important?
The tariffs bring in billions. The Supreme Court would also say how far the Emergency Powers Act reaches.
What's Next?
The court is expected to rule before summer. Congress could pass the tariffs itself.
"""

SPACE = """\
What's Happening?
NASA has moved the flight of Artemis II to April after engineers found a leak. The rocket went back from its pad. Artemis II is to carry four astronauts around the Moon.
Why It's Important?
No one has flown to the Moon since 1972. NASA wants to land there before others do.
What's Next?
Engineers will replace a seal. NASA will name a day for Artemis II within a week.
"""

LOCAL = """\
What's Happening?
Fairhaven City Council voted on Tuesday night to close Harbour Street to cars at weekends. Mayor Dolores Pike broke with her own party. Shop owners on Harbour Street filled the gallery.
Why It's Important?
Harbour Street carries a third of the traffic between the ferry and the old town of Fairhaven. Pike faces an election in May.
What's Next?
The council will count the traffic on Mill Lane and vote again in autumn.
"""

SLEEP = """\
What's Happening?
A large study has found that teenagers who start school an hour later sleep more. Researchers followed nine thousand pupils with trackers.
Why It's Important?
Sleep is tied to mood and to accidents. Most teenagers sleep too little.
What's Next?
Two districts will move their first lesson. Parents worry that teenagers come home late.
"""
