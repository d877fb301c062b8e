"""What is raised where something that was handed in cannot be taken."""


class RefusalError(Exception):
    """Why, in words that go on from the name of the student or of the file: "is a link", "has no cells"."""
