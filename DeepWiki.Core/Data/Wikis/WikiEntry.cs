namespace DeepWiki.Core.Data.Wikis;

/// <summary>A saved wiki in a list.</summary>
/// <param name="Key">The names it is asked for by.</param>
/// <param name="SavedAt">Time it was saved last.</param>
public sealed record WikiEntry(WikiKey Key, DateTimeOffset SavedAt);
