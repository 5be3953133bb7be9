"""The one kind of error that a user can put right."""


class DrafterError(Exception):
    """Something that the user can put right: what the problem is, where it is and what to do.

    `problem` is a sentence without its full stop, `where` names the file and the place in it (empty
    where there is none), `hint` is one sentence that says what to do next. All three are fit for the
    user's eyes: the window shows them, the command prints them as one line.
    """

    def __init__(self, problem: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{place}{self.problem}.{hint}"

    def within(self, where: str) -> "DrafterError":
        """Return the same error with `where` in front of its place."""
        place = f"{where}: {self.where}" if self.where else where
        return DrafterError(self.problem, where=place, hint=self.hint)
