"""读文件: a document read and its proposals reviewed."""
