"""Pages of the Word files that we made: where each block stands, page images, PDF; and reading our PDF again.

The only code that knows the layout engine. It runs in a process of its own (`worker`), because the
engine takes its whole process with it when memory runs out, and so may a PDF of a stranger's; `client`
starts and restarts that process.
"""
