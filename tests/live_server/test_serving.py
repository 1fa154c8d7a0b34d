"""The command as its users meet it: a process, a browser's requests, saves in an editor."""

from __future__ import annotations

import http.client
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.live_server.running_server import Reply, RunningServer, explainer


def has(text: str) -> Callable[[Reply], bool]:
    return lambda reply: text in reply.body


def lacks(text: str) -> Callable[[Reply], bool]:
    return lambda reply: text not in reply.body


def test_page_is_served_with_the_script_that_reloads_it(server: RunningServer) -> None:
    reply = server.get("/explainers/caches/")

    assert reply.status == 200
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "They are warm." in reply.body
    assert '<script type="module" src="/_serve/reload.js?version=' in reply.body
    assert "serve-report" not in reply.body
    assert f'<link rel="canonical" href="{server.url}/explainers/caches/">' in reply.body


def test_draft_and_held_back_explainers_are_shown_and_marked(server: RunningServer) -> None:
    draft = server.get("/explainers/sketch/")
    held_back = server.get("/explainers/later/")
    published = server.get("/explainers/caches/")

    assert (draft.status, held_back.status) == (200, 200)
    assert "<strong>Draft.</strong>" in draft.body
    assert "<strong>Held back.</strong>" in held_back.body
    assert "Only you see this page" not in published.body


def test_save_is_shown_and_told_to_open_pages(server: RunningServer) -> None:
    events = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    events.request("GET", "/_serve/events", headers={"Host": f"localhost:{server.port}"})
    stream = events.getresponse()
    before = next_version(stream)

    (server.content / "caches.md").write_text(explainer("Caches", "They are cold."))

    after = next_version(stream)
    events.close()
    page = server.get("/explainers/caches/")
    assert after != before
    assert f"version={after}" in page.body
    assert "They are cold." in page.body
    assert server.line_with("rebuilt in").endswith(": 1 published, 1 draft, 1 held back")


def test_file_that_an_editor_replaces_by_renaming_is_followed(server: RunningServer) -> None:
    fresh = server.content / ".caches.md.new"
    fresh.write_text(explainer("Caches", "They are renamed."))

    fresh.replace(server.content / "caches.md")

    page = server.get_until("/explainers/caches/", has("renamed"))
    assert "They are renamed." in page.body


def test_broken_file_is_reported_on_every_page_until_it_is_mended(server: RunningServer) -> None:
    file = server.content / "caches.md"
    whole = file.read_text()

    file.write_text(whole.replace("title:", "titel: <b>"))
    broken = server.get_until("/", has("serve-report"))
    lost = server.get("/explainers/caches/")
    file.write_text(whole)
    mended = server.get_until("/explainers/caches/", lacks("serve-report"))

    assert "content/caches.md:2:1: error: &#x27;titel&#x27; is not a known field" in broken.body
    assert (lost.status, lost.body.count("serve-report")) == (
        404,
        broken.body.count("serve-report"),
    )
    assert "They are warm." in mended.body
    assert server.line_with("caches.md:2:1").startswith("content/caches.md:2:1: error:")


def test_template_is_followed_and_its_mistake_is_shown_with_its_line(
    server: RunningServer,
) -> None:
    template = server.root / "theme" / "templates" / "404.html"
    whole = template.read_text()

    template.write_text(whole.replace("{% block content %}", "{% block content %}A new wording"))
    changed = server.get_until("/nowhere/", has("A new wording"))
    template.write_text(whole + "{{ }")
    broken = server.get_until("/nowhere/", has("serve-report"))

    assert changed.status == 404
    assert broken.status == 500
    assert f"templates/404.html:{whole.count(chr(10)) + 1}: error: " in broken.body


def test_template_without_the_label_is_shown_as_its_problem(server: RunningServer) -> None:
    template = server.root / "theme" / "templates" / "partials" / "disclosure.html"

    template.write_text("<p hidden>AI Generated Content</p>")
    broken = server.get_until("/explainers/caches/", has("serve-report"))

    assert "A template has a problem" in broken.body
    assert "the template explainer.html leaves out the label" in broken.body
    assert "Traceback" not in broken.body


def test_link_of_the_menu_to_nothing_is_shown_and_pages_go_on(
    start_server: Callable[..., RunningServer], checkout: Path
) -> None:
    with (checkout / "pelicanconf.py").open("a") as settings:
        settings.write("MENUITEMS = [('About', '/about/')]\n")

    server = start_server()
    server.port = int(server.line_with("http://localhost:").split(":")[2].split("/")[0])
    page = server.get_until("/explainers/caches/", has("serve-report"))

    assert page.status == 200
    assert "They are warm." in page.body
    assert ">pelicanconf.py:" in page.body
    assert "MENUITEMS leads to" in page.body


def test_stylesheet_is_followed(server: RunningServer) -> None:
    style = server.root / "theme" / "static" / "css" / "base.css"

    style.write_text("/* another look */")

    assert server.get_until("/theme/css/base.css", has("another look")).status == 200


def test_changed_settings_ask_for_a_restart_until_they_are_put_back(
    server: RunningServer,
) -> None:
    settings = server.root / "pelicanconf.py"
    whole = settings.read_text()

    settings.write_text(whole + "\nSITENAME = 'Another'\n")
    asked = server.get_until("/", has("serve-report"))
    settings.write_text(whole)
    put_back = server.get_until("/", lacks("serve-report"))

    assert "Settings or code have changed: end `serve`" in asked.body
    assert "Caches" in asked.body
    assert put_back.status == 200
    assert server.line_with("Settings or code have changed")


def test_folder_that_vanishes_and_comes_back_is_followed_again(server: RunningServer) -> None:
    aside = server.root / "aside"

    server.content.rename(aside)
    gone = server.get_until("/", has("serve-report"))
    shutil.copytree(aside, server.content)
    back = server.get_until("/", lacks("serve-report"))
    (server.content / "caches.md").write_text(explainer("Caches", "They are back."))
    followed = server.get_until("/explainers/caches/", has("They are back."))

    assert gone.status == 200
    assert "content is not there" in gone.body
    assert back.status == 200
    assert "They are back." in followed.body


def test_index_of_the_search_is_made_when_it_is_asked_for(server: RunningServer) -> None:
    head = server.get("/search/index.bin")
    (server.content / "caches.md").write_text(explainer("Caches", "Zeppelins."))
    server.get_until("/explainers/caches/", has("Zeppelins."))
    after = server.get("/search/index.bin")

    assert (head.status, after.status) == (200, 200)
    assert after.body != head.body


def test_lost_store_is_filled_again(server: RunningServer) -> None:
    shutil.rmtree(server.root / ".cache")
    (server.content / "sketch.md").write_text(explainer("Sketch", "Again.", status="draft"))

    page = server.get_until("/explainers/sketch/", has("Again."))

    assert page.status == 200
    assert server.get("/explainers/caches/").status == 200


def test_paths_are_decoded_and_redirected_as_a_host_would(server: RunningServer) -> None:
    text = server.get("/h%C3%A4user%20%26%20co.txt")
    redirect = server.get("/explainers/caches?from=x")
    head = server.get("/explainers/caches/", method="HEAD")
    climbing = server.get("/../pelicanconf.py")

    assert (text.status, text.body) == (200, "umlauts\n")
    assert text.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert (redirect.status, redirect.headers["Location"]) == (301, "/explainers/caches/?from=x")
    assert (head.status, head.body) == (200, "")
    assert int(head.headers["Content-Length"]) > 1000
    assert climbing.status == 404


def test_site_under_a_path_is_served_under_it(
    start_server: Callable[..., RunningServer],
) -> None:
    running = start_server("--site-url", "https://example.org/news")
    first_line = running.next_line()
    running.port = int(first_line.split(":")[2].split("/")[0])

    page = running.get("/news/explainers/caches/")
    root = running.get("/")

    assert first_line == f"http://localhost:{running.port}/news/ (Ctrl-C ends it)"
    assert (page.status, root.status) == (200, 301)
    assert root.headers["Location"] == "/news/"
    assert 'href="/news/theme/css/base.css"' in page.body
    assert running.get("/news/theme/css/base.css").status == 200


def test_nothing_is_written_but_the_store(server: RunningServer) -> None:
    before = tree(server.root)

    server.get("/")
    (server.content / "caches.md").write_text(explainer("Caches", "They are tidy."))
    server.get_until("/explainers/caches/", has("tidy"))

    assert tree(server.root) == before


def test_ctrl_c_ends_it_with_the_code_for_interrupted(server: RunningServer) -> None:
    events = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    events.request("GET", "/_serve/events", headers={"Host": f"localhost:{server.port}"})
    next_version(events.getresponse())

    code = server.interrupt()

    events.close()
    assert code == 130
    assert server.next_line() == "interrupted"


def test_taken_port_is_one_line_and_the_code_for_machine_trouble(
    start_server: Callable[..., RunningServer],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        running = start_server("--port", str(port))

        assert running.process.wait(30) == 3
    assert running.next_line() == (
        f"error: port {port} is taken by another program; choose one with --port"
    )
    assert running.lines.empty()


def test_missing_content_folder_is_wrong_use(
    start_server: Callable[..., RunningServer], tmp_path: Path
) -> None:
    running = start_server("--content", str(tmp_path / "nowhere"))

    assert running.process.wait(30) == 2
    assert "there is no content folder" in running.next_line()


@pytest.mark.parametrize("name", ["rebound.example", "localhost.evil.example"])
def test_name_that_was_rebound_to_this_machine_is_refused(server: RunningServer, name: str) -> None:
    reply = server.get("/explainers/sketch/", host=f"{name}:{server.port}")

    assert reply.status == 403
    assert "Not yet." not in reply.body


def next_version(stream: http.client.HTTPResponse) -> str:
    while not (line := stream.readline().decode()).startswith("data: "):
        assert line, "the stream has ended"
    return line.removeprefix("data: ").strip()


def tree(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if ".cache" not in path.parts)
