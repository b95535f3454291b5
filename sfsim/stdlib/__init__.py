"""The Apex standard library: one folder per namespace, one file per Apex class."""
