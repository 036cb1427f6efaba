"""Page: from bytes to a tree that is safe to walk.

Nothing here judges what is story and what is not. The only lxml parser lives in `tree.py`,
the only decision about a charset in `decode.py`.
"""
