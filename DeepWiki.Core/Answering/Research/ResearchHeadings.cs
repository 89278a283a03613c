namespace DeepWiki.Core.Answering.Research;

/// <summary>Titles of the rounds of a research, as clients of the published protocol know them.</summary>
internal static class ResearchHeadings
{
    public const string Plan = "Research Plan";
    public const string Conclusion = "Final Conclusion";

    public static string Of(int round, int rounds) => round == rounds ? Conclusion : round == 1 ? Plan : $"Research Update {round}";
}
