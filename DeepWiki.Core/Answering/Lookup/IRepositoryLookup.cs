using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Answering.Lookup;

/// <summary>
/// Looks into one repository at one commit. Nothing here writes, leaves the repository or runs anything: a path or name is looked up in the index alone.
/// An argument that cannot be used is a <see cref="DeepWikiException"/> whose message says in one sentence what to do.
/// </summary>
public interface IRepositoryLookup
{
    /// <summary>Searches for code by words.</summary>
    /// <param name="query">Words, names or a question.</param>
    /// <param name="path">A folder or file that is searched alone; null for all.</param>
    /// <param name="limit">Most places; null for ten.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<CodeHits> SearchCodeAsync(string query, string? path, int? limit, CancellationToken cancellationToken);

    /// <summary>Reads lines of a file.</summary>
    /// <param name="path">Its path, or the end of it where only one file has it.</param>
    /// <param name="startLine">First line, from 1; null for the first.</param>
    /// <param name="endLine">Last line; null for as many as the bounds let through.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    Task<FileLines> ReadFileAsync(string path, int? startLine, int? endLine, CancellationToken cancellationToken);

    /// <summary>Lists the entries of a folder, or all files below it that match a pattern.</summary>
    /// <param name="path">The folder; null or empty for the root.</param>
    /// <param name="pattern">Pattern with <c>*</c>, <c>?</c> and <c>**</c>; without a slash it is matched with names alone. Null for none.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    Task<FileList> ListFilesAsync(string? path, string? pattern, CancellationToken cancellationToken);

    /// <summary>Finds the declarations of a name.</summary>
    /// <param name="name">The name, or <c>Type.Member</c>.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    Task<SymbolHits> FindSymbolAsync(string name, CancellationToken cancellationToken);

    /// <summary>Finds lines that name something.</summary>
    /// <param name="name">The name as code spells it.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    Task<ReferenceHits> FindReferencesAsync(string name, CancellationToken cancellationToken);

    /// <summary>Reads a page of the repository's wiki.</summary>
    /// <param name="slug">Slug of the page.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    Task<LookupPage> ReadWikiPageAsync(string slug, CancellationToken cancellationToken);
}
