"""`tuoyu serve`: the pages and the API (启动服务) until Ctrl-C."""

from typing import Annotated

import typer
import uvicorn

from service.app import create_app
from service.commands.terminal import messages
from service.settings import Settings

STOP_WITHIN_S = 10


def serve(
    host: Annotated[str, typer.Option("--host", help="监听地址 / address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="端口 / port")] = 8000,
) -> None:
    """
    启动页面和接口 / serve the pages and the API.

    没有数据也会启动，/readyz 说明原因；导入后无须重启。 Starts without data too; an import is seen without a restart.

    例 / example:  tuoyu serve --port 8080
    """
    app = create_app(Settings.from_environment())
    shown = "127.0.0.1" if host == "0.0.0.0" else host
    messages().print(f"规划页面 / planner's page: http://{shown}:{port}/planner", soft_wrap=True)
    uvicorn.run(
        app,
        host=host,
        port=port,
        timeout_graceful_shutdown=STOP_WITHIN_S,
        server_header=False,
        h11_max_incomplete_event_size=16_384,
    )
