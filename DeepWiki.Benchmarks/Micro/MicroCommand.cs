using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace DeepWiki.Benchmarks.Micro;

/// <summary><c>micro</c>: pure code, and small reads of Git, under BenchmarkDotNet, with its allocations.</summary>
internal static class MicroCommand
{
    private static readonly Type[] Benchmarks =
        [typeof(TokenizerBenchmark), typeof(EmbeddingBenchmark), typeof(FusionBenchmark), typeof(PromptBenchmark), typeof(GitReadBenchmark)];

    private static readonly Option<string> Filter = new("--filter")
    { Description = "Names to run, such as *Tokenizer*. Default all.", DefaultValueFactory = _ => "*" };
    private static readonly Option<bool> Dry = new("--dry") { Description = "Run each once and in silence, to see that it works." };
    private static readonly Option<string> Artifacts = new("--artifacts")
    {
        Description = "Folder of the reports.",
        DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "deepwiki-micro"),
    };

    public static Command Create()
    {
        var command = new Command("micro", "Tokeniser, local embedding, fusion, prompt and small reads of Git under BenchmarkDotNet, with their allocations.")
            { Filter, Dry, Artifacts };
        command.SetAction(parsed => Run(parsed.GetValue(Filter) ?? "*", parsed.GetValue(Dry), parsed.GetValue(Artifacts) ?? Path.GetTempPath()));
        return command;
    }

    private static int Run(string filter, bool dry, string artifacts)
    {
        // In this process: a project made and built on the side would know nothing of this repository's build.
        IConfig silent = ManualConfig.CreateEmpty()
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddExporter(MarkdownExporter.GitHub)
            .AddLogger(NullLogger.Instance)
            .WithOptions(ConfigOptions.DisableOptimizationsValidator);
        var config = (dry ? silent : DefaultConfig.Instance)
            .WithArtifactsPath(artifacts)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddJob((dry ? Job.Dry : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance));
        var summaries = BenchmarkSwitcher.FromTypes(Benchmarks).Run(["--filter", filter], config).ToList();
        return summaries.Count > 0 && summaries.All(summary => summary.Reports.Length > 0 && summary.Reports.All(report => report.Success)) ? 0 : 1;
    }
}
