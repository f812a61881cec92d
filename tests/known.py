"""The data package as it stands, read once for all tests, so that what is worked out from it is worked out once. Nobody may change it."""

from explainer.records import door

FACTS = door.load()
