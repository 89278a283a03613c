using System.Diagnostics;
using System.Runtime.CompilerServices;
using DeepWiki.ChatApi.Answers.TextFilters;
using DeepWiki.Core.Models.Chat;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;

namespace DeepWiki.ChatApi.Answers;

/// <summary>Streams what a model answers, its references verified.</summary>
internal sealed class ModelAnswer(ChatModels models)
{
    /// <param name="ask">Who asks whom.</param>
    /// <param name="context">The evidence.</param>
    /// <param name="prompt">Makes the prompt of what the model is shown in the end.</param>
    /// <param name="filterOf">Makes the filter the text passes through, given what can be cited.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async IAsyncEnumerable<string> StreamAsync(
        AnswerRequest ask,
        AnswerContext context,
        Func<AnswerContext, List<ChatMessage>> prompt,
        Func<CitationVerifier, ITextFilter> filterOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var call = new ModelCall(models, ask.Model, context, prompt);
        CitationVerifier? verifier = null;
        ITextFilter? filter = null;
        await foreach (var update in call.StreamAsync(cancellationToken))
        {
            // Only now is it known what the model was shown.
            verifier ??= new CitationVerifier(call.Shown.Blocks, ask.LinkTo);
            filter ??= filterOf(verifier);
            NoteUsage(ask.Activity, update);
            if (update.Text is { Length: > 0 } text && filter.Push(text) is { Length: > 0 } piece)
            {
                yield return piece;
            }
        }

        if (filter?.Finish() is { Length: > 0 } rest)
        {
            yield return rest;
        }

        verifier?.Note(ask.Activity);
    }

    /// <summary>The whole text of an answer that is worked on before any of it is sent; null when it is far longer than it can be.</summary>
    public async Task<string?> GatherAsync(
        AnswerRequest ask, AnswerContext context, Func<AnswerContext, List<ChatMessage>> prompt, int mostCharacters, CancellationToken cancellationToken)
    {
        var text = new System.Text.StringBuilder();
        await foreach (var update in new ModelCall(models, ask.Model, context, prompt).StreamAsync(cancellationToken))
        {
            NoteUsage(ask.Activity, update);
            if (text.Append(update.Text).Length > mostCharacters)
            {
                return null;
            }
        }

        return text.ToString();
    }

    private static void NoteUsage(Activity? activity, ChatResponseUpdate update)
    {
        foreach (var usage in update.Contents.OfType<UsageContent>())
        {
            activity?.SetTag(Tags.InputTokens, usage.Details.InputTokenCount).SetTag(Tags.OutputTokens, usage.Details.OutputTokenCount);
        }
    }
}
