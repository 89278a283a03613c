using DeepWiki.Benchmarks.Speed;

return await BenchCommands.Root().Parse(args).InvokeAsync();
