namespace DeepWiki.ChatApi.Repositories.Resources;

/// <summary>An entry of a folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">file or folder.</param>
/// <param name="Files">Number of files below a folder; null for a file.</param>
/// <param name="Lines">Number of lines of a file that is indexed.</param>
/// <param name="Language">Name of the language for code blocks; null where none is known.</param>
/// <param name="Indexed">True for a file with content in the index, and for a folder.</param>
/// <param name="SkipReason">Reason that a file is not indexed; null for one that is.</param>
internal sealed record FolderEntryView(string Name, string Type, int? Files, int? Lines, string? Language, bool Indexed, string? SkipReason);
