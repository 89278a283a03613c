using System.CommandLine;
using DeepWiki.Benchmarks.Evaluation;

var root = new RootCommand("Measures DeepWiki: how well it finds, and how fast.") { EvalCommand.Create() };
return await root.Parse(args).InvokeAsync();
