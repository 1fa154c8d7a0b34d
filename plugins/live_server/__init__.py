"""The server behind `serve`: pages made when they are asked for, and made anew after each save."""

from plugins.live_server.http_server import LoopbackServer, PortTaken
from plugins.live_server.live_site import LiveSite
from plugins.live_server.planning import Planner

__all__ = ["LiveSite", "LoopbackServer", "Planner", "PortTaken"]
