"""How the reading's learned parts are made from annotated cases: `make train`."""
