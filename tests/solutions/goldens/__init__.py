"""What PyTorch says, recorded: one module and one JSON file a chapter."""
