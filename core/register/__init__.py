"""Register files: CSV that is read as a stream, checked as a whole, and loaded all or nothing."""
