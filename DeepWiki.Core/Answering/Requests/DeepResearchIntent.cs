namespace DeepWiki.Core.Answering.Requests;

/// <summary>A whole research in one answer: a plan of sub-questions, rounds that go into them, and a conclusion.</summary>
/// <param name="Question">The question in the asker's words.</param>
/// <param name="Rounds">Number of rounds, plan and conclusion among them; 1 to 5.</param>
public sealed record DeepResearchIntent(string Question, int Rounds = DeepResearchIntent.MaxRounds) : AnswerIntent
{
    /// <summary>Most rounds of a research.</summary>
    public const int MaxRounds = 5;

    public override string Name => "research";
}
