namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>A citation whose lines are there no more.</summary>
/// <param name="Slug">Page that has it.</param>
/// <param name="Path">Path at the earlier commit.</param>
/// <param name="StartLine">First line.</param>
/// <param name="EndLine">Last line.</param>
internal sealed record DeadCitationView(string Slug, string Path, int StartLine, int EndLine);
