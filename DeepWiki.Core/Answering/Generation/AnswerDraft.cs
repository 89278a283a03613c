using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.Answering.Events;

namespace DeepWiki.Core.Answering.Generation;

/// <summary>An answer while a model writes it.</summary>
/// <param name="Shown">The lines that the model was shown, which it may cite.</param>
/// <param name="Text">The text on its way out.</param>
internal sealed record AnswerDraft(ShownLines Shown, VerifiedText Text)
{
    /// <summary>True once the model stopped at its longest answer.</summary>
    public bool IsCut { get; set; }

    /// <summary>Evidence that a function added since it was last told; none where there is none.</summary>
    public IEnumerable<AnswerEvent> TakeSources() => Shown.TakeNew() is { Count: > 0 } added ? [new AnswerSources(added, null)] : [];
}
