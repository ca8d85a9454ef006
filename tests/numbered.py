"""Articles that are told apart by their number, and questions about them."""

from provider import Body
from summarizer import Article

EMPTY = '{"sources":[],"claims":[],"quotes":[],"synopsis":[]}'


def article(number: int) -> Article:
    """Return an article; each asks another question."""
    text = f"The case is number {number}. It goes on."
    return Article(text=text, id=f"a{number}", language="en")


def number_of(body: Body) -> int:
    """Return the number of the article that a question is about."""
    text = "".join(message["content"] for message in body["messages"])
    return int(text.split("The case is number ")[1].split(".")[0])
