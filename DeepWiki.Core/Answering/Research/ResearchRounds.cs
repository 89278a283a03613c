using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;

namespace DeepWiki.Core.Answering.Research;

/// <summary>
/// Rounds of one research: a plan, updates that share the sub-questions among them, and the conclusion. Who asks to conclude gets the conclusion next.
/// </summary>
internal sealed class ResearchRounds(DeepResearchIntent intent, CancellationToken conclude)
{
    private readonly int wanted = Math.Clamp(intent.Rounds, 1, DeepResearchIntent.MaxRounds);

    private bool isEnding;

    /// <summary>Number of the round at work.</summary>
    public int Current { get; private set; }

    /// <summary>Rounds there are to be.</summary>
    public int Total => isEnding ? Current : wanted;

    /// <summary>True when the conclusion came before all rounds were made.</summary>
    public bool IsConcluded { get; private set; }

    public bool IsLast => Current == Total;

    public string Title => ResearchHeadings.Of(Current, Total);

    /// <summary>Begins the next round: the last one when it was asked to conclude, or when there is nothing to go into.</summary>
    public AnswerRound Begin(bool isEmpty = false)
    {
        Current++;
        IsConcluded |= conclude.IsCancellationRequested && Current < wanted;
        isEnding |= IsConcluded || isEmpty;
        return new AnswerRound(Current, Total, Title, IsDone: false);
    }

    public AnswerRound End(int sources) => new(Current, Total, Title, IsDone: true) { Sources = sources };

    /// <summary>The sub-questions of this round, all of which are shared out evenly among the updates.</summary>
    public IReadOnlyList<T> Share<T>(IReadOnlyList<T> questions)
    {
        var updates = Math.Max(1, wanted - 2);
        var (from, to) = ((Current - 2) * questions.Count / updates, (Current - 1) * questions.Count / updates);
        return [.. questions.Skip(from).Take(to - from)];
    }
}
