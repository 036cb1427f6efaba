"""Language: which one it is, where its sentences and words begin and end.

Works on text alone and returns places or strings; downloads nothing.
"""
