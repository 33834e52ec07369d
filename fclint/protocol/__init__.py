"""What PEP 3333 says of calls, statuses and headers, judged on abstract values.

Shared by several rules; knows events, values and targets, and nothing of how they were made.
"""
