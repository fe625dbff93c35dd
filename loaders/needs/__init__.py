"""企业需求: lists of what firms need, read, placed on segments and kept."""
