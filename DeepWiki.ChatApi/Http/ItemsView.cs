namespace DeepWiki.ChatApi.Http;

/// <summary>Part of a list.</summary>
/// <param name="Items">The items.</param>
/// <param name="NextCursor">Cursor of the next part; null for the last one.</param>
internal sealed record ItemsView<T>(IReadOnlyList<T> Items, string? NextCursor);
