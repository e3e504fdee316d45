"""Background work: shallow, each job opens a Work as the service itself and calls one verb."""
