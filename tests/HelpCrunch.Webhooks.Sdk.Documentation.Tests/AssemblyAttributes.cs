// Blocks write to the console and read docs/payloads from the current directory; a process has one of each.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
