"""The command `serve`: the site on this machine, drafts too, following every save."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

from plugins.command_line.exit_codes import DONE, MachineTrouble
from plugins.command_line.opening import open_site
from plugins.live_server import LiveSite, LoopbackServer, Planner, PortTaken
from plugins.live_server.changes import Saved
from plugins.live_server.site_thread import SiteThread
from plugins.live_server.versions import Versions
from plugins.live_server.watching import Watched, follow
from plugins.site_outputs.store_use import store_of

__all__ = ["serve"]


def serve(*, content: Path, port: int, site_url: str | None) -> int:
    """Serves until Ctrl-C. Writes nothing but the parse store."""
    with closing(_listen(port)) as server:
        # Links that hold the whole address (feeds, canonical ones) lead back here.
        url = f"http://localhost:{server.port}" if site_url is None else site_url
        site = open_site(content=content, SITEURL=url)
        path = site.project.settings.site.prefix
        with store_of(site.project) as store:
            planner = Planner(site.project, site.plan, store)
            _say(f"http://localhost:{server.port}{path}/ (Ctrl-C ends it)")
            _run(server, planner)
    return DONE


def _listen(port: int) -> LoopbackServer:
    try:
        return LoopbackServer(port)
    except PortTaken as error:
        message = f"port {port} is taken by another program; choose one with --port"
        raise MachineTrouble(message) from error


def _run(server: LoopbackServer, planner: Planner) -> None:
    versions, stop = Versions(), threading.Event()
    site = LiveSite(planner, versions, _say)
    owner = SiteThread(site.at_rest)

    def changed(saved: Saved) -> None:
        site.note_change(saved)
        owner.tell(site.refresh)

    def watch() -> None:
        follow(Watched(planner.folders, planner.settings_files), changed, stop, complain=_say)

    threading.Thread(target=watch, daemon=True).start()
    server.start(lambda target: owner.ask(lambda: site.answer(target)), versions)
    owner.tell(site.refresh)
    try:
        # Here, in the main thread, Ctrl-C ends whatever is going on.
        owner.run()
    finally:
        stop.set()
        versions.close()


def _say(text: str) -> None:
    print(text, flush=True)
