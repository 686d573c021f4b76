"""The acts: one function for each thing that can be done to the record.

Each act runs in one transaction: lock, permission, allowed move, save, event. A refused act
raises `Refused` and has written nothing.
"""
