"""Every Italian sentence, label and format. Standard library only."""
