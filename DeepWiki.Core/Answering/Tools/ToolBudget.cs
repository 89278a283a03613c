namespace DeepWiki.Core.Answering.Tools;

/// <summary>Bounds of the functions that a model calls while it writes one answer.</summary>
/// <param name="Calls">Most calls; equal and wrong ones count, too.</param>
/// <param name="Characters">Most characters of all results.</param>
internal sealed record ToolBudget(int Calls, int Characters = 60_000)
{
    /// <summary>Calls in a row without a result that end the calling.</summary>
    public const int UselessCalls = 3;

    // A quarter of the window, at four characters a token.
    private const int CharactersAToken = 1;

    public static ToolBudget Question { get; } = new(12);

    public static ToolBudget ResearchRound { get; } = new(24);

    public static ToolBudget Page { get; } = new(16);

    /// <summary>The budget with no more results than a model's window has room for beside the evidence.</summary>
    public ToolBudget Within(int? windowTokens) =>
        windowTokens is { } window ? this with { Characters = Math.Min(Characters, window * CharactersAToken) } : this;
}
