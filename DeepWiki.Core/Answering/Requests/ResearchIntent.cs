namespace DeepWiki.Core.Answering.Requests;

/// <summary>One round of a research over several requests.</summary>
/// <param name="Topic">The first question, the same in every round.</param>
/// <param name="Round">Number of the round, from 1: answers so far and one.</param>
/// <param name="Answers">The answers so far.</param>
public sealed record ResearchIntent(string Topic, int Round, IReadOnlyList<string> Answers) : AnswerIntent
{
    /// <summary>The round that concludes, as every later one does.</summary>
    public const int LastRound = 5;

    public override string Name => "research";

    /// <summary>The line its answer begins with.</summary>
    public string Heading => Round switch
    {
        1 => "## Research Plan",
        < LastRound => $"## Research Update {Round}",
        _ => "## Final Conclusion",
    };

    public bool IsLast => Round >= LastRound;
}
