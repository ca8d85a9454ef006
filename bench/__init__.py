"""How fast the library is, and how flat its memory stays, beside what a user would write instead.

Never imported by the package. What is measured, and how, stands in README.md in this folder.
"""
