"""How is each part of the county doing, and what is exceptional?"""
