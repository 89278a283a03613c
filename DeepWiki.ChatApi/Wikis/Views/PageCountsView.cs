namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>Pages of a generation, counted.</summary>
internal sealed record PageCountsView(int Total, int Ready, int Failed);
