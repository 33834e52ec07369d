"""The commands: what each does with what the command line asks for, and how it ends."""
