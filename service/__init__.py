"""The doors of Tuoyu Planner (服务): storage, HTTP and the command line; what they show, planning has computed."""

from importlib.metadata import version

__version__ = version("tuoyu-planner")
