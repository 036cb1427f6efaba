"""Story: from a tree to the running text the reporter wrote, with a place for every block.

trafilatura is imported in `find.py` and nowhere else. Whatever is left out is written down as a
`Removal`.
"""
