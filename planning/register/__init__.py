"""The register (台账) of institutions and sites, as it stood on any past day."""
