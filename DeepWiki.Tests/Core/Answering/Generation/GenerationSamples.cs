using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.SourceCode;
using DeepWiki.Tests.Support.Sources;
using Microsoft.Extensions.AI;

namespace DeepWiki.Tests.Core.Answering.Generation;

/// <summary>Requests and evidence to generate from.</summary>
internal static class GenerationSamples
{
    public static readonly ContextBlock Breaker = new ContextBlock(
        1, "src/Breaker.cs", 3, 6, "Breaker", "/// <summary>Counts failures.</summary>\npublic sealed class Breaker\n{\n}", 1).Declared();

    public static AnswerContext Found(string question) => new(question, "owner/shop", [Breaker], [], []);

    public static AnswerRequest Request(AnswerIntent intent, ResolvedModel model, params ChatMessage[] history) =>
        new(intent, "owner/shop", new ActiveIndex(1, 1, 1, new string('a', 40), 1, false), model, "en", (path, first, last) => $"/{path}#{first}-{last}")
        {
            History = history,
        };

    public static string Text(IEnumerable<AnswerEvent> events) => string.Concat(events.OfType<AnswerDelta>().Select(delta => delta.Text));
}
