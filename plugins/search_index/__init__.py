"""Search: an index that browsers rank by themselves, its page, and the search of the terminal."""

import warnings

# Whoosh has had no release since 2016; newer Pythons warn of its source when they compile it.
warnings.filterwarnings("ignore", category=SyntaxWarning, module=".*whoosh.*")
