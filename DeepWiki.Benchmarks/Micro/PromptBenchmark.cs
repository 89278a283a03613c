using BenchmarkDotNet.Attributes;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Benchmarks.Micro;

/// <summary>Twenty blocks of evidence to a prompt.</summary>
public class PromptBenchmark
{
    private readonly AnswerContext context = new(
        "How does the lease registry refresh a stale session?",
        "bench",
        [
            .. MicroTexts
                .Chunks(20)
                .Select((text, i) => new ContextBlock(i + 1, $"src/area{i}/Part{i}.cs", 1, text.Count(c => c == '\n') + 1, "Part", text, 1.0 / (i + 1))),
        ],
        [],
        []);

    [Benchmark]
    public int Build() => AnswerPrompt.Build(PromptBudget.Fit(context, 32_000, TokenEstimate.Counter), [], "English").Count;
}
