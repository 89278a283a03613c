namespace DeepWiki.Core.Caching;

/// <summary>A word from outside to the replica that answers an ask.</summary>
/// <param name="Ask">The ask.</param>
/// <param name="Name"><see cref="Cancel"/> or <see cref="Conclude"/>.</param>
public sealed record AskControl(string Ask, string Name)
{
    /// <summary>Ends the answer now.</summary>
    public const string Cancel = "cancel";

    /// <summary>Ends a research with its conclusion.</summary>
    public const string Conclude = "conclude";
}
