"""What can stand as a citation (出处): words that a reader sees, without blanks around them."""


def citation(text: str) -> str | None:
    """The text without the blanks around it; None where it has no letter or digit, or a sign that cannot be printed."""
    told = text.strip()
    return told if told.isprintable() and any(sign.isalnum() for sign in told) else None
