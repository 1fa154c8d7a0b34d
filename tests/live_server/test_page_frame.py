from __future__ import annotations

from plugins.live_server.page_frame import framed, problem_page
from plugins.live_server.reports import Report

PAGE = b"""<!doctype html>
<html><body class='a > b' id="top">
<p>&lt;/body&gt;</p>
</BODY></html>
"""
REPORT = Report("1 problem in 1 file", "a.md:1:1: error: <script>alert(1)</script> & more")


def test_script_is_the_last_thing_in_the_body() -> None:
    page = framed(PAGE, "run-7").decode()

    script = '<script type="module" src="/_serve/reload.js?version=run-7"></script>\n'
    assert page == PAGE.decode().replace("</BODY>", f"{script}</BODY>")


def test_report_is_the_first_thing_in_the_body_and_text_alone() -> None:
    page = framed(PAGE, "run-7", REPORT).decode()

    top, _, _ = page.partition("<p>")
    assert top.startswith("<!doctype html>\n<html><body class='a > b' id=\"top\">\n<link")
    assert '<details class="serve-report" data-kind="error" open>' in top
    assert "error: &lt;script&gt;alert(1)&lt;/script&gt; &amp; more</pre>" in top
    assert "<script>alert" not in page


def test_notes_are_told_in_one_folded_line() -> None:
    page = framed(PAGE, "run-7", Report("1 note", "a.md:1:1: note: short", is_error=False)).decode()

    assert '<details class="serve-report" data-kind="note"><summary>1 note</summary>' in page


def test_page_without_a_body_tag_gets_both_at_its_end() -> None:
    page = framed(b"<!doctype html><title>x</title><p>Short", "run-7", REPORT).decode()

    assert page.startswith("<!doctype html><title>x</title><p>Short\n<link")
    assert page.endswith("</script>\n")


def test_page_that_is_not_utf8_keeps_its_bytes() -> None:
    page = framed(b"<body>caf\xe9</body>", "run-7")

    assert page.startswith(b"<body>caf\xe9<script")


def test_problem_page_names_the_problem_and_reloads() -> None:
    page = problem_page(REPORT, "run-7").decode()

    assert "<title>1 problem in 1 file</title>" in page
    assert "a.md:1:1: error:" in page
    assert "reload.js?version=run-7" in page
