"""Pages of the Word files that we made: where each block stands, page images, PDF.

The only code that knows the layout engine. It runs in a process of its own (`worker`), because the
engine takes its whole process with it when memory runs out; `client` starts and restarts that process.
"""
