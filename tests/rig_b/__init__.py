"""Rig B: a real server process and the phone's real core in Node, over a network that fails."""
