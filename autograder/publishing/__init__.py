"""From the one source of each notebook to what people get: the release, the student's bundle, the site."""
