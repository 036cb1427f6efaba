"""Web: the door. Flask lives here and nowhere else.

The guard asks first; routes are thin; everything a reader sees comes from a `Reading`.
"""
