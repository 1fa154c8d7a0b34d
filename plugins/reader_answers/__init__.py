"""What readers answered to "Do you find this article useful?", read from files and counted."""

from plugins.reader_answers.counting import Share, count_by_explainer, count_by_section
from plugins.reader_answers.reading import Answer, read_answers

__all__ = ["Answer", "Share", "count_by_explainer", "count_by_section", "read_answers"]
