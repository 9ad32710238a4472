"""Terminal commands (终端命令): the same functions from a shell; one command a file."""
