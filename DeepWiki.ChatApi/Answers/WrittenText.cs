using System.Runtime.CompilerServices;
using DeepWiki.ChatApi.Answers.TextFilters;
using DeepWiki.Core.Data.Index;

namespace DeepWiki.ChatApi.Answers;

/// <summary>Streams what was written here, without a model, through the same checks that a model's text passes.</summary>
internal static class WrittenText
{
    public static async IAsyncEnumerable<string> StreamAsync(
        AnswerRequest ask,
        IReadOnlyList<string> pieces,
        IReadOnlyList<PageFile> files,
        Func<CitationVerifier, ITextFilter> filterOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var verifier = new CitationVerifier([.. files.SelectMany(file => file.Blocks)], ask.LinkTo);
        var filter = filterOf(verifier);
        foreach (var piece in pieces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (filter.Push(piece) is { Length: > 0 } text)
            {
                yield return text;
            }

            // It is made in no time: let others have their turn between its pieces.
            await Task.Yield();
        }

        if (filter.Finish() is { Length: > 0 } rest)
        {
            yield return rest;
        }

        verifier.Note(ask.Activity);
    }
}
