"""What directories say, read: files, mappings, cells, countries, domains, likeness. No tables."""
