"""The words that people read: mistakes, messages, names.

English is written here, Chinese in ``autograder/locale``.
"""
