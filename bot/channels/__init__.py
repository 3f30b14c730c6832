"""Channels translate: an update becomes Said, a body becomes a message. They decide nothing."""
