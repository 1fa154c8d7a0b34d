"""Search: an index that browsers rank by themselves, its page, and the search of the terminal."""
